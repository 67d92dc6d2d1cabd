using System.Globalization;

namespace RetSam.Mutations;

/// <summary>Compiled into the changed library too: which mutant of it this process runs.</summary>
internal static class MutantSwitch
{
    /// <summary>The environment variable that names the mutant: 0 for none, -1 for none but a record of what is reached.</summary>
    public const string Variable = "RETSAM_MUTANT";

    /// <summary>Read once, so that the compiler at run time drops the copies not picked.</summary>
    internal static readonly int Active =
        int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int mutant) ? mutant : 0;

    internal static readonly bool[] Reached = new bool[Active < 0 ? 1 << 16 : 0];

    internal static bool Picks(int id)
    {
        Reach(id);
        return Active == id;
    }

    internal static void Reach(int id)
    {
        if (Active < 0)
        {
            Reached[id] = true;
        }
    }
}
