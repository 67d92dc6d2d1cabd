namespace RetSam.Inference;

/// <summary>Between probabilities and logits.</summary>
internal static class Logit
{
    /// <summary>The logit whose sigmoid, after division by the temperature, is the probability: comparing with it saves a sigmoid for every pixel.</summary>
    public static double Of(double probability, double temperature) => temperature * Math.Log(probability / (1 - probability));

    /// <summary>The probability of a logit.</summary>
    public static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));
}
