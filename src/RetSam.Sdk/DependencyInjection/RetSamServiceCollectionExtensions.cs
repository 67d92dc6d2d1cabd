using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using RetSam;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers RetSam with an application's services.</summary>
public static class RetSamServiceCollectionExtensions
{
    /// <summary>
    /// Registers one <see cref="RetinaAnalyzer"/> for the whole application, made when it is first asked for and disposed with the
    /// container. It logs to the container's loggers, and decodes with the container's <see cref="IFundusImageCodec"/> and segments
    /// with its <see cref="IRetinaSegmenter"/> where they are registered and <paramref name="configure"/> says nothing else.
    /// </summary>
    /// <remarks>Safe to call twice: there is still one analyzer, and each call's configuration is applied in turn.</remarks>
    public static IServiceCollection AddRetSam(this IServiceCollection services, Action<RetinaAnalyzerBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddRetSam((_, builder) => configure(builder));
    }

    /// <inheritdoc cref="AddRetSam(IServiceCollection, Action{RetinaAnalyzerBuilder})"/>
    public static IServiceCollection AddRetSam(this IServiceCollection services, Action<IServiceProvider, RetinaAnalyzerBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddSingleton(new RetSamConfiguration(configure));
        services.TryAddSingleton(CreateAnalyzer);
        return services;
    }

    private static RetinaAnalyzer CreateAnalyzer(IServiceProvider provider) => RetinaAnalyzer.Create(builder =>
    {
        if (provider.GetService<ILoggerFactory>() is { } loggerFactory)
        {
            builder.UseLogger(loggerFactory);
        }

        if (provider.GetService<IFundusImageCodec>() is { } codec)
        {
            builder.UseCodec(codec);
        }

        if (provider.GetService<IRetinaSegmenter>() is { } segmenter)
        {
            builder.UseSegmenter(segmenter, leaveOpen: true);
        }

        foreach (RetSamConfiguration configuration in provider.GetServices<RetSamConfiguration>())
        {
            configuration.Configure(provider, builder);
        }
    });

    /// <summary>One call's configuration.</summary>
    private sealed record RetSamConfiguration(Action<IServiceProvider, RetinaAnalyzerBuilder> Configure);
}
