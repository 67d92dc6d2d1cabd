namespace RetSam.Fuzz;

/// <summary>Damages a file of a format it knows, so that the damage lies deeper than the first check that bytes at random would fail.</summary>
internal interface IStructuredMutator
{
    /// <summary>A damaged copy; the input itself where it cannot be taken apart.</summary>
    byte[] Mutate(byte[] input, Random random);
}
