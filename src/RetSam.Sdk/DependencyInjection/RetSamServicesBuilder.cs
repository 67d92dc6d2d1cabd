using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RetSam.Biomarkers;
using RetSam.Inference;

namespace RetSam;

/// <summary>
/// Says what an application's analyzer is made of: what <c>services.AddRetSam()</c> returns. Calls are applied in their order when the
/// analyzer is first asked for; what is asked for once (the model, the catalogue) is the last call's, and measures, stages and execution
/// providers add up. Not thread-safe, as the services are not.
/// </summary>
public sealed class RetSamServicesBuilder
{
    internal RetSamServicesBuilder(IServiceCollection services, string? name)
    {
        Services = services;
        Name = name;
    }

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The analyzer's key among the services; <see langword="null"/> for the default analyzer.</summary>
    public string? Name { get; }

    private string OptionsName => Name ?? Options.DefaultName;

    /// <summary>Does to the analyzer's builder whatever it can.</summary>
    public RetSamServicesBuilder Configure(Action<RetinaAnalyzerBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Configure((_, builder) => configure(builder));
    }

    /// <summary>Does to the analyzer's builder whatever it can, with services at hand. What comes from the container is the container's to dispose: say <c>leaveOpen</c>.</summary>
    public RetSamServicesBuilder Configure(Action<IServiceProvider, RetinaAnalyzerBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var configuration = new RetSamConfiguration(configure);
        if (Name is null)
        {
            Services.AddSingleton(configuration);
        }
        else
        {
            Services.AddKeyedSingleton(Name, configuration);
        }

        return this;
    }

    /// <summary>Segments with a model package that is opened already.</summary>
    /// <param name="package">The package.</param>
    /// <param name="options">How it is run; see <see cref="RetinaAnalyzerBuilder.UseModel(ModelPackage, OnnxSegmenterOptions?)"/>.</param>
    public RetSamServicesBuilder AddModel(ModelPackage package, OnnxSegmenterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(package);
        return Configure(builder => builder.UseModel(package, options));
    }

    /// <summary>Segments with a model package that is opened when the analyzer is made: <c>AddModel(LiteModel.OpenPackage)</c>.</summary>
    /// <param name="open">Opens it.</param>
    /// <param name="options">How it is run; see <see cref="RetinaAnalyzerBuilder.UseModel(ModelPackage, OnnxSegmenterOptions?)"/>.</param>
    public RetSamServicesBuilder AddModel(Func<ModelPackage> open, OnnxSegmenterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        return Configure(builder => builder.UseModel(open(), options));
    }

    /// <summary>Segments with a model package on disk, opened when the analyzer is made.</summary>
    /// <param name="path">The folder or zip file.</param>
    /// <param name="options">How it is run; see <see cref="RetinaAnalyzerBuilder.UseModel(ModelPackage, OnnxSegmenterOptions?)"/>.</param>
    public RetSamServicesBuilder AddModel(string path, OnnxSegmenterOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Configure(builder => builder.UseModel(path, options));
    }

    /// <summary>One more place where the model may compute, less preferred than those added before; the first that can be used is.</summary>
    public RetSamServicesBuilder AddExecutionProvider(ExecutionProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return Configure(builder => builder.UseExecutionProviders([.. builder.ExecutionProviders ?? [], provider]));
    }

    /// <summary>Takes these measures instead of <see cref="MeasureCatalogue.Default"/>.</summary>
    public RetSamServicesBuilder AddMeasures(MeasureCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return Configure(builder => builder.UseMeasures(catalogue));
    }

    /// <summary>Takes more measures, such as the application's own, after those of the catalogue.</summary>
    public RetSamServicesBuilder AddMeasures(params IReadOnlyList<Measure> measures)
    {
        ArgumentNullException.ThrowIfNull(measures);
        return Configure(builder =>
        {
            foreach (Measure measure in measures)
            {
                builder.AddMeasure(measure);
            }
        });
    }

    /// <summary>Puts a stage around segmenter and measures, inside those added before. It stays the caller's to dispose.</summary>
    public RetSamServicesBuilder AddStage(RetinaStage stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        return Configure(builder => builder.UseStage(stage, leaveOpen: true));
    }

    /// <summary>Puts a stage of a type around segmenter and measures, inside those added before. It is a singleton of the container, with services in its constructor, unless it is registered otherwise.</summary>
    /// <typeparam name="TStage">The stage.</typeparam>
    public RetSamServicesBuilder AddStage<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStage>()
        where TStage : RetinaStage
    {
        Services.TryAddSingleton<TStage>();
        return Configure((provider, builder) => builder.UseStage(provider.GetRequiredService<TStage>(), leaveOpen: true));
    }

    /// <summary>Keeps photographs of bad quality from the model (<see cref="RetinaAnalyzerBuilder.UseQualityGate"/>).</summary>
    public RetSamServicesBuilder AddQualityGate(QualityGateOptions? options = null) => Configure(builder => builder.UseQualityGate(options));

    /// <summary>Keeps identities out of reports (<see cref="RetinaAnalyzerBuilder.UseDeidentification"/>).</summary>
    public RetSamServicesBuilder AddDeidentification(DeidentificationOptions? options = null) => Configure(builder => builder.UseDeidentification(options));

    /// <summary>
    /// Takes <see cref="RetSamOptions"/> from the application's configuration. They are validated when the host starts, and at the latest
    /// when the analyzer is made: an <see cref="OptionsValidationException"/> names every key at fault, keys that are no options included, and an <see cref="InvalidOperationException"/> one whose value is of the wrong kind.
    /// </summary>
    /// <param name="section">The section; <see langword="null"/> means <c>RetSam</c> for the default analyzer, and <c>RetSam:name</c> for a named one.</param>
    public RetSamServicesBuilder BindConfiguration(string? section = null)
    {
        string path = section ?? (Name is null ? RetSamOptions.SectionName : $"{RetSamOptions.SectionName}:{Name}");
        string name = OptionsName;
        Services.AddOptions<RetSamOptions>(name)
            .Configure<IConfiguration>((options, configuration) => configuration.GetSection(path).Bind(options))
            .ValidateOnStart();
        Services.AddSingleton<IValidateOptions<RetSamOptions>>(
            provider => new RetSamOptionsValidation(name, path, provider.GetRequiredService<IConfiguration>()));
        return Configure((provider, builder) => RetSamSettings.Apply(provider.GetRequiredService<IOptionsMonitor<RetSamOptions>>().Get(name), builder));
    }
}
