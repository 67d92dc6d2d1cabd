namespace RetSam.Inference;

/// <summary>What a head of a model says, and so how it is decoded.</summary>
public enum OutputKind
{
    /// <summary>Channels that do not exclude each other: a sigmoid and a threshold for each.</summary>
    Multilabel = 0,

    /// <summary>Channels that exclude each other, one of them background: the likeliest wins (softmax).</summary>
    Multiclass = 1,

    /// <summary>One channel whose peak is a point.</summary>
    Heatmap = 2,

    /// <summary>The coordinates of a point: two numbers (x, y), or three with a confidence.</summary>
    Coordinates = 3,
}
