using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace RetSam.Benchmarks.Load;

/// <summary>Every bit of an analysis: its report and all masks.</summary>
internal static class Fingerprint
{
    public static string Of(RetinaAnalysis analysis)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(analysis.Report.ToJson()));
        foreach (RetinaClass retinaClass in analysis.Segmentation.Classes)
        {
            if (analysis.Segmentation.GetMask(retinaClass) is { } mask)
            {
                hash.AppendData(MemoryMarshal.AsBytes(mask.Words));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
