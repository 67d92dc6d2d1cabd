namespace RetSam.Biomarkers.Phantoms;

/// <summary>
/// A procedural eye: arteries, veins, disc, cup, fovea, lesions and field of view from one seed, at any size and turned by any angle,
/// together with what is exactly true of it. For checking a measuring tool, this one or another: draw, measure, compare with the truth.
/// Immutable and thread-safe; every drawing is made anew and belongs to the caller.
/// </summary>
/// <remarks>
/// Courses are lines and circular arcs, so that lengths, chords and curvatures have closed forms; calibres follow Murray's law; a pixel
/// belongs to a structure when its centre lies inside it. It is a ruler and no retina: that a tool reads it right is necessary, not enough.
/// </remarks>
public sealed class EyePhantom
{
    private static readonly RetinaClass[] LesionClasses =
        [RetinaClass.Microaneurysm, RetinaClass.Hemorrhage, RetinaClass.Exudate, RetinaClass.CottonWoolSpot];

    private EyePhantom(EyePhantomOptions options, EyeTruth truth)
    {
        Options = options;
        Truth = truth;
    }

    /// <summary>The classes that a phantom draws, apart from the fovea, which is a point.</summary>
    public static IReadOnlyList<RetinaClass> Classes { get; } =
        [RetinaClass.Artery, RetinaClass.Vein, RetinaClass.Vessel, RetinaClass.OpticDisc, RetinaClass.OpticCup, .. LesionClasses];

    /// <summary>What was asked for.</summary>
    public EyePhantomOptions Options { get; }

    /// <summary>What is true of the eye, in the picture's pixels.</summary>
    public EyeTruth Truth { get; }

    /// <summary>Grows the eye.</summary>
    /// <param name="options">Which eye; the defaults when <see langword="null"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside of its range.</exception>
    public static EyePhantom Create(EyePhantomOptions? options = null)
    {
        options ??= new EyePhantomOptions();
        options.Check();
        var random = new SmallRandom(options.Seed);
        var anatomy = new Anatomy(random, options.CupToDiscRatio);
        (IReadOnlyList<Twig> twigs, IReadOnlyList<VesselBifurcation> bifurcations, IReadOnlyList<VesselCrossing> crossings) =
            VesselGrower.Grow(anatomy, random, options.VesselsOfEachKind);
        IReadOnlyList<PhantomLesion> lesions = LesionScatter.Scatter(anatomy, twigs, random, options.LesionsOfEachClass);

        var place = new Placement(options);
        var truth = new EyeTruth(
            new Circle(place.Point(anatomy.DiscCentre), place.Length(anatomy.DiscRadius)),
            place.Length(anatomy.CupRadius),
            place.Point(anatomy.Fovea),
            new Circle(place.Point(default), place.Length(Anatomy.FieldOfViewRadius)),
            [.. twigs.Select(t => new VesselBranch(
                t.Kind, t.Tree, t.Generation, !t.HasDaughters, place.Length(t.Calibre), [.. t.Course.Select(place.Segment)]))],
            [.. bifurcations.Select(b => b with
            {
                Position = place.Point(b.Position),
                ParentCalibre = place.Length(b.ParentCalibre),
                WideCalibre = place.Length(b.WideCalibre),
                NarrowCalibre = place.Length(b.NarrowCalibre),
            })],
            [.. crossings.Select(c => c with { Position = place.Point(c.Position) })],
            [.. lesions.Select(l => l with
            {
                Centre = place.Point(l.Centre),
                MajorRadius = place.Length(l.MajorRadius),
                MinorRadius = place.Length(l.MinorRadius),
                Orientation = place.Heading(l.Orientation),
            })]);
        return new EyePhantom(options, truth);
    }

    /// <summary>The masks of <see cref="Classes"/> with field of view and fovea, ready to be measured. The caller disposes it.</summary>
    public RetinaSegmentation DrawSegmentation()
    {
        var builder = new RetinaSegmentation.Builder(Options.Size, Options.Size);
        foreach (RetinaClass retinaClass in Classes)
        {
            builder.SetMask(retinaClass, DrawMask(retinaClass));
        }

        BinaryMask fieldOfView = NewMask();
        fieldOfView.SetCircle(Truth.FieldOfView);
        return builder.SetFieldOfView(FieldOfView.FromMask(fieldOfView)).SetFovea(Truth.Fovea).SetSource("phantom").Build();
    }

    /// <summary>One mask: the pixels whose centres lie inside. The caller disposes it.</summary>
    /// <exception cref="ArgumentException">The class is not one of <see cref="Classes"/>.</exception>
    public BinaryMask DrawMask(RetinaClass retinaClass)
    {
        Require(retinaClass);
        BinaryMask mask = NewMask();
        foreach (VesselBranch branch in BranchesOf(retinaClass))
        {
            BandPainter.Visit(branch, branch.Calibre / 2, Options.Size, (x, y, _) => mask[x, y] = true);
        }

        if (CircleOf(retinaClass) is { } circle)
        {
            mask.SetCircle(circle);
        }

        foreach (PhantomLesion lesion in Truth.Lesions.Where(l => l.Class == retinaClass))
        {
            VisitAround(lesion, 0, (x, y, outside) => mask[x, y] |= outside <= 0);
        }

        return mask;
    }

    /// <summary>
    /// The same with soft edges, as a model that is sure of itself would give it: 0.5 on the wall, falling from 1 to 0 over
    /// <paramref name="blur"/> pixels across it. The caller disposes it.
    /// </summary>
    /// <param name="retinaClass">One of <see cref="Classes"/>.</param>
    /// <param name="blur">The width of the edge in px, more than 0; 1 is anti-aliasing.</param>
    /// <exception cref="ArgumentException">The class is not one of <see cref="Classes"/>.</exception>
    public ProbabilityMap DrawProbability(RetinaClass retinaClass, double blur = 1)
    {
        Require(retinaClass);
        if (!(blur > 0 && double.IsFinite(blur)))
        {
            throw new ArgumentOutOfRangeException(nameof(blur), blur, "The width of the edge is more than 0 px.");
        }

        var map = new ProbabilityMap(Options.Size, Options.Size);
        map.Values.Clear();
        foreach (VesselBranch branch in BranchesOf(retinaClass))
        {
            BandPainter.Visit(branch, (branch.Calibre + blur) / 2, Options.Size, (x, y, distance) => Raise(map, x, y, distance - branch.Calibre / 2, blur));
        }

        if (CircleOf(retinaClass) is { } circle)
        {
            for (int y = 0; y < Options.Size; y++)
            {
                for (int x = 0; x < Options.Size; x++)
                {
                    Raise(map, x, y, new PointD(x, y).DistanceTo(circle.Centre) - circle.Radius, blur);
                }
            }
        }

        foreach (PhantomLesion lesion in Truth.Lesions.Where(l => l.Class == retinaClass))
        {
            VisitAround(lesion, blur, (x, y, outside) => Raise(map, x, y, outside * lesion.MinorRadius, blur));
        }

        return map;
    }

    /// <summary>
    /// A photograph of the eye: shaded background, bright disc with a brighter cup, dark fovea, vessels and lesions in their colours, black
    /// around. For demonstrations and for seeing whether a pipeline runs; no model was made for it. The caller disposes it.
    /// </summary>
    public FundusImage DrawPhotograph() => PhotographPainter.Paint(this);

    private static void Raise(ProbabilityMap map, int x, int y, double outside, double blur)
    {
        ref float value = ref map.GetRow(y)[x];
        value = Math.Max(value, (float)Math.Clamp(0.5 - outside / blur, 0, 1));
    }

    private static void Require(RetinaClass retinaClass)
    {
        ArgumentNullException.ThrowIfNull(retinaClass);
        if (!Classes.Contains(retinaClass))
        {
            throw new ArgumentException($"A phantom does not draw '{retinaClass}'; it draws {string.Join(", ", Classes)}.", nameof(retinaClass));
        }
    }

    private BinaryMask NewMask() => new(Options.Size, Options.Size);

    private IEnumerable<VesselBranch> BranchesOf(RetinaClass retinaClass)
    {
        bool all = retinaClass == RetinaClass.Vessel;
        IEnumerable<VesselBranch> arteries = all || retinaClass == RetinaClass.Artery ? Truth.Arteries.Branches : [];
        IEnumerable<VesselBranch> veins = all || retinaClass == RetinaClass.Vein ? Truth.Veins.Branches : [];
        return arteries.Concat(veins);
    }

    private Circle? CircleOf(RetinaClass retinaClass)
        => retinaClass == RetinaClass.OpticDisc ? Truth.Disc
        : retinaClass == RetinaClass.OpticCup ? new Circle(Truth.Disc.Centre, Truth.CupRadius)
        : null;

    private static void VisitAround(PhantomLesion lesion, double margin, Action<int, int, double> visit)
    {
        double reach = lesion.MajorRadius * (1 + margin / lesion.MinorRadius);
        for (int y = (int)Math.Ceiling(lesion.Centre.Y - reach); y <= lesion.Centre.Y + reach; y++)
        {
            for (int x = (int)Math.Ceiling(lesion.Centre.X - reach); x <= lesion.Centre.X + reach; x++)
            {
                visit(x, y, lesion.Outside(new PointD(x, y)));
            }
        }
    }
}
