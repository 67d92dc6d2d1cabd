using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RetSam.WebService.Hosting;

/// <summary>The limits of the service, from the configuration's section <c>Analyses</c>; checked before the service starts.</summary>
public sealed class ServiceOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Analyses";

    /// <summary>The most bytes of one photograph. Together with the queue's length this bounds what uploads may hold in memory.</summary>
    [Range(1024, 1L << 30)]
    public long MaxUploadBytes { get; set; } = 32L << 20;

    /// <summary>The most pixels of one photograph, asked of its header before anything is decoded.</summary>
    [Range(1024L, 1_000_000_000L)]
    public long MaxPixels { get; set; } = 50_000_000;

    /// <summary>How many photographs may wait, those still being uploaded included. One more is answered with 429.</summary>
    [Range(1, 10_000)]
    public int QueueLength { get; set; } = 16;

    /// <summary>How many photographs are analysed at a time. Each already uses several threads.</summary>
    [Range(1, 64)]
    public int Workers { get; set; } = 1;

    /// <summary>The threads of one photograph's inference; <see langword="null"/> leaves it to the SDK.</summary>
    [Range(1, 256)]
    public int? Threads { get; set; }

    /// <summary>A model package to use instead of RetSam Lite.</summary>
    public string? Model { get; set; }

    /// <summary>How many finished analyses are kept in memory; the oldest goes first.</summary>
    [Range(1, 100_000)]
    public int KeptResults { get; set; } = 32;

    /// <summary>How many bytes the finished analyses may hold together; the oldest goes first.</summary>
    [Range(1L << 20, 1L << 40)]
    public long KeptBytes { get; set; } = 512L << 20;

    /// <summary>How long a finished analysis is kept.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The longest that an upload may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan UploadTimeout { get; set; } = TimeSpan.FromMinutes(2);
}

/// <summary>Checks the ranges above, without reflection.</summary>
[OptionsValidator]
public sealed partial class ServiceOptionsValidator : IValidateOptions<ServiceOptions>;
