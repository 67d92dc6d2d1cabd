namespace RetSam.Inference;

/// <summary>Where a lane is on its way through the network.</summary>
internal enum NetworkTurn
{
    /// <summary>Not in the queue: before it comes, and after its run.</summary>
    None,

    /// <summary>In the queue.</summary>
    Waiting,

    /// <summary>In a run.</summary>
    Running,
}
