namespace RetSam.Biomarkers.Graph;

/// <summary>An object that a <see cref="Supply{T}"/> gives out again once its owner is gone.</summary>
internal interface IReusable<TSelf>
    where TSelf : class, IReusable<TSelf>
{
    /// <summary>Makes an empty object.</summary>
    static abstract TSelf Create();

    /// <summary>Lets go of what the object refers to, so that it keeps nothing of a photograph alive.</summary>
    void Clear();
}
