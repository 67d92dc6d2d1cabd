namespace RetSam.Biomarkers;

/// <summary>The classes of a group that were looked for, and the union of their masks. Owns the union.</summary>
internal sealed class RegionUnion : IDisposable
{
    private readonly BinaryMask _mask;

    private RegionUnion(IReadOnlyList<RetinaClass> members, BinaryMask mask, FieldOfView fieldOfView)
    {
        Members = members;
        _mask = mask;
        Region = new Region(mask, fieldOfView);
    }

    /// <summary>The classes that were looked for, found or not; at least one.</summary>
    public IReadOnlyList<RetinaClass> Members { get; }

    /// <summary>Every pixel of any of them, once.</summary>
    public Region Region { get; }

    /// <summary>Unites the masks of some classes; <see langword="null"/> when none of them was looked for.</summary>
    public static RegionUnion? Find(RetinaSegmentation segmentation, IReadOnlyList<RetinaClass> classes)
    {
        List<RetinaClass>? members = null;
        BinaryMask? union = null;
        foreach (RetinaClass member in classes)
        {
            if (segmentation.GetMask(member) is not { } mask)
            {
                continue;
            }

            (members ??= []).Add(member);
            if (union is null)
            {
                union = mask.Clone();
            }
            else
            {
                union.UnionWith(mask);
            }
        }

        return union is null ? null : new RegionUnion(members!, union, segmentation.FieldOfView);
    }

    /// <summary>Takes a measure of the union; its details say what each class measures by itself.</summary>
    public MeasureOutcome Take(RegionMeasureDescription description, MeasureContext context)
    {
        MeasureOutcome outcome = description.Compute(context, Region);
        return outcome.Value is { } value
            ? MeasureOutcome.Of(value, outcome.Flags, [.. outcome.Details, .. Contributions(description, context)])
            : outcome;
    }

    /// <summary>What each class measures by itself; none where the measure cannot be taken.</summary>
    public MeasurementDetail[] Contributions(RegionMeasureDescription description, MeasureContext context)
        => [.. from member in Members
               let value = description.Compute(context, context.GetRegion(member)).Value
               where value is not null
               select new MeasurementDetail(member.Slug, value.Value, description.Unit)];

    /// <summary>Gives the masks back. Safe to call twice.</summary>
    public void Dispose()
    {
        Region.Dispose();
        _mask.Dispose();
    }
}
