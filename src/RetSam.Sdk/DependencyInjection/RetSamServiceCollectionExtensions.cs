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
    /// with its <see cref="IRetinaSegmenter"/> where they are registered and nothing else is said.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <returns>What the analyzer is made of: <c>.AddModel(...).AddExecutionProvider(...).AddMeasures(...)</c>.</returns>
    /// <remarks>Safe to call twice: there is still one analyzer, and each call's configuration is applied in turn.</remarks>
    public static RetSamServicesBuilder AddRetSam(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider => CreateAnalyzer(provider, null));
        return new RetSamServicesBuilder(services, null);
    }

    /// <summary>
    /// Registers one <see cref="RetinaAnalyzer"/> by a key, beside the default one and others. Codec and segmenter of the same key go
    /// before those without one.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The analyzer's key, for <c>[FromKeyedServices("screening")] RetinaAnalyzer</c>.</param>
    /// <returns>What the analyzer is made of; see <see cref="AddRetSam(IServiceCollection)"/>.</returns>
    /// <remarks>Safe to call twice: there is still one analyzer of a name, and each call's configuration is applied in turn.</remarks>
    public static RetSamServicesBuilder AddRetSam(this IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        services.TryAddKeyedSingleton(name, (provider, key) => CreateAnalyzer(provider, key));
        return new RetSamServicesBuilder(services, name);
    }

    /// <summary>
    /// Registers one <see cref="RetinaAnalyzer"/> for the whole application, made when it is first asked for and disposed with the
    /// container. It logs to the container's loggers, and decodes with the container's <see cref="IFundusImageCodec"/> and segments
    /// with its <see cref="IRetinaSegmenter"/> where they are registered and <paramref name="configure"/> says nothing else.
    /// </summary>
    /// <remarks>Safe to call twice: there is still one analyzer, and each call's configuration is applied in turn.</remarks>
    public static IServiceCollection AddRetSam(this IServiceCollection services, Action<RetinaAnalyzerBuilder> configure)
        => services.AddRetSam().Configure(configure).Services;

    /// <inheritdoc cref="AddRetSam(IServiceCollection, Action{RetinaAnalyzerBuilder})"/>
    public static IServiceCollection AddRetSam(this IServiceCollection services, Action<IServiceProvider, RetinaAnalyzerBuilder> configure)
        => services.AddRetSam().Configure(configure).Services;

    private static RetinaAnalyzer CreateAnalyzer(IServiceProvider provider, object? key) => RetinaAnalyzer.Create(builder =>
    {
        if (provider.GetService<ILoggerFactory>() is { } loggerFactory)
        {
            builder.UseLogger(loggerFactory);
        }

        if (Find<IFundusImageCodec>(provider, key) is { } codec)
        {
            builder.UseCodec(codec);
        }

        if (Find<IRetinaSegmenter>(provider, key) is { } segmenter)
        {
            builder.UseSegmenter(segmenter, leaveOpen: true);
        }

        IEnumerable<RetSamConfiguration> configurations =
            key is null ? provider.GetServices<RetSamConfiguration>() : provider.GetKeyedServices<RetSamConfiguration>(key);
        foreach (RetSamConfiguration configuration in configurations)
        {
            configuration.Configure(provider, builder);
        }
    });

    private static T? Find<T>(IServiceProvider provider, object? key)
        where T : class
        => (key is null ? null : provider.GetKeyedService<T>(key)) ?? provider.GetService<T>();
}
