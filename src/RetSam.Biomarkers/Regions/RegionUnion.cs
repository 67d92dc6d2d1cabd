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
            ? MeasureOutcome.Of(value, outcome.Flags, Contributions(description, context, outcome.Details))
            : outcome;
    }

    /// <summary>Some details, and behind them what each class measures by itself; none where the measure cannot be taken.</summary>
    public MeasurementDetail[] Contributions(RegionMeasureDescription description, MeasureContext context, IReadOnlyList<MeasurementDetail> first)
    {
        var details = new MeasurementDetail[first.Count + Members.Count];
        int count = 0;
        while (count < first.Count)
        {
            details[count] = first[count];
            count++;
        }

        for (int i = 0; i < Members.Count; i++)
        {
            if (description.Compute(context, context.GetRegion(Members[i])).Value is { } value)
            {
                details[count++] = new MeasurementDetail(Members[i].Slug, value, description.Unit);
            }
        }

        return count == details.Length ? details : details[..count];
    }

    /// <summary>Gives the masks back. Safe to call twice.</summary>
    public void Dispose()
    {
        Region.Dispose();
        _mask.Dispose();
    }
}
