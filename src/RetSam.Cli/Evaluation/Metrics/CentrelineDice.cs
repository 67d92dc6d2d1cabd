using RetSam.Biomarkers.Kernels;

namespace RetSam.Cli.Evaluation;

/// <summary>
/// clDice (Shit et al., CVPR 2021): the harmonic mean of the share of the predicted centreline inside the expert's mask and the share of
/// the expert's centreline inside the predicted mask. It asks whether vessels are connected as they should be, whatever their width.
/// </summary>
internal static class CentrelineDice
{
    /// <returns>0..1; <see langword="null"/> when neither mask has a pixel.</returns>
    public static double? Of(BinaryMask predicted, BinaryMask truth)
    {
        using BinaryMask predictedLine = Thinning.Skeletonize(predicted);
        using BinaryMask trueLine = Thinning.Skeletonize(truth);
        int predictedLength = predictedLine.CountPixels();
        int trueLength = trueLine.CountPixels();
        if (predictedLength == 0 || trueLength == 0)
        {
            return predictedLength == trueLength ? null : 0;
        }

        double precision = (double)predictedLine.CountShared(truth) / predictedLength;
        double sensitivity = (double)trueLine.CountShared(predicted) / trueLength;
        return precision + sensitivity == 0 ? 0 : 2 * precision * sensitivity / (precision + sensitivity);
    }
}
