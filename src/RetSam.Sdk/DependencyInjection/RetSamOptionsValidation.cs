using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace RetSam;

/// <summary>Says of one analyzer's configuration what is wrong with it, key by key, before anything is made of it.</summary>
/// <param name="name">The options' name.</param>
/// <param name="section">Where they are bound from.</param>
/// <param name="configuration">The application's configuration.</param>
internal sealed class RetSamOptionsValidation(string name, string section, IConfiguration configuration) : IValidateOptions<RetSamOptions>
{
    public ValidateOptionsResult Validate(string? validated, RetSamOptions options)
    {
        if (!string.Equals(validated, name, StringComparison.Ordinal))
        {
            return ValidateOptionsResult.Skip;
        }

        string[] faults = [.. FindUnknown(), .. RetSamSettings.FindFaults(options, section)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>Values under keys that are no options: typing errors. Sections are left alone, as named analyzers have theirs there.</summary>
    private IEnumerable<string> FindUnknown() => configuration.GetSection(section).GetChildren()
        .Where(child => child.Value is not null && !RetSamSettings.IsKnown(child.Key))
        .Select(child => $"{child.Path} is no setting; {RetSamSettings.KnownKeys} are known.");
}
