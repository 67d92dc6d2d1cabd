namespace RetSam;

/// <summary>The order in which a batch gives its results.</summary>
public enum BatchOrder
{
    /// <summary>That of the inputs. A slow photograph holds back those after it, within <see cref="BatchOptions.MaxInFlight"/>.</summary>
    AsGiven = 0,

    /// <summary>As they are done; <see cref="BatchResult.Index"/> says which input a result belongs to.</summary>
    AsCompleted = 1,
}
