namespace RetSam.Biomarkers.Phantoms;

/// <summary>
/// Grows the trees in the frame of side 1: trunks leave the disc radially and cross zone B straight; beyond it they divide, the arcades
/// arching around the macula. A division that finds no clear place after some tries is left out, so that what stands is always true.
/// </summary>
internal sealed class VesselGrower
{
    private const int Tries = 120;
    private const int Generations = 3;
    private const int CrossingsWanted = 6;

    /// <summary>Every branch is straight for so many calibres, so that its direction at the bifurcation is beyond doubt.</summary>
    private const double StraightCalibres = 6;

    /// <summary>Daughters are at least this wide: three pixels at 640.</summary>
    private const double FinestCalibre = 0.0047;

    /// <summary>The least distance from the disc's centre at which a trunk ends, in disc radii: beyond zone B.</summary>
    private const double ShortestTrunk = 3.5;

    private const double Degree = Math.PI / 180;

    private readonly Anatomy _anatomy;
    private readonly SmallRandom _random;
    private readonly Clearance _clearance;
    private readonly List<VesselBifurcation> _bifurcations = [];

    private VesselGrower(Anatomy anatomy, SmallRandom random)
    {
        _anatomy = anatomy;
        _random = random;
        _clearance = new Clearance(anatomy);
    }

    public static (IReadOnlyList<Twig> Twigs, IReadOnlyList<VesselBifurcation> Bifurcations, IReadOnlyList<VesselCrossing> Crossings) Grow(
        Anatomy anatomy, SmallRandom random, int vesselsOfEachKind)
    {
        var grower = new VesselGrower(anatomy, random);
        grower.AddTrunks(vesselsOfEachKind);
        for (int generation = 0; generation < Generations; generation++)
        {
            // Veins first: the arteries that follow are asked to cross them.
            grower.Divide(VesselKind.Vein, generation);
            grower.Divide(VesselKind.Artery, generation);
        }

        return (grower._clearance.Twigs, grower._bifurcations, grower._clearance.Crossings);
    }

    private void AddTrunks(int ofEachKind)
    {
        double slot = Math.PI / ofEachKind;
        for (int i = 0; i < 2 * ofEachKind; i++)
        {
            VesselKind kind = i % 2 == 0 ? VesselKind.Vein : VesselKind.Artery;
            double heading = _anatomy.FoveaHeading + (i + 0.5 + _random.Between(-0.1, 0.1)) * slot;
            double calibre = kind == VesselKind.Artery ? _random.Between(0.0075, 0.0105) : _random.Between(0.009, 0.0135);
            double start = 0.9 * _anatomy.DiscRadius;
            double end = _random.Between(ShortestTrunk, 4.1) * _anatomy.DiscRadius;
            PointD from = _anatomy.DiscCentre + new PointD(Math.Cos(heading), Math.Sin(heading)) * start;
            Twig To(double end) => new(kind, i / 2, null, calibre, [new CentrelineSegment(from, heading, 0, end - start)]);

            // Of many trunks one may head for the fovea: it ends sooner then.
            if (!_clearance.TryAdd([To(end)], 0) && !_clearance.TryAdd([To(ShortestTrunk * _anatomy.DiscRadius)], 0))
            {
                throw new InvalidOperationException("Trunks keep clear of each other by the way they are laid out.");
            }
        }
    }

    private void Divide(VesselKind kind, int generation)
    {
        foreach (Twig mother in _clearance.Twigs.Where(t => t.Kind == kind && t.Generation == generation).ToArray())
        {
            for (int i = 0; i < Tries; i++)
            {
                bool cross = kind == VesselKind.Artery && _clearance.Crossings.Count < CrossingsWanted && i < Tries / 2;
                if (TryDivide(mother, cross ? 1 : 0))
                {
                    break;
                }
            }
        }
    }

    private bool TryDivide(Twig mother, int crossings)
    {
        double ratio = _random.Between(0.65, 1);
        double wide = mother.Calibre / Math.Cbrt(1 + ratio * ratio * ratio);
        double narrow = ratio * wide;
        if (narrow < FinestCalibre)
        {
            return false;
        }

        double little = _random.Between(8, 28) * Degree;
        double much = _random.Between(32, 52) * Degree;
        int outwards = Outwards(mother);
        int side = outwards == 0 ? _random.Sign() : outwards;
        Twig[] daughters =
        [
            Daughter(mother, wide, -side * little, outwards),
            Daughter(mother, narrow, side * much, 0),
        ];
        if (!_clearance.TryAdd(daughters, crossings))
        {
            return false;
        }

        mother.HasDaughters = true;
        _bifurcations.Add(new VesselBifurcation(mother.Kind, mother.End, (little + much) / Degree, mother.Calibre, wide, narrow));
        return true;
    }

    /// <summary>To which side a trunk of an arcade turns away from the macula, 1 clockwise as seen; 0 for other vessels.</summary>
    private int Outwards(Twig mother)
    {
        double fromFovea = Math.IEEERemainder(mother.Course[0].Heading - _anatomy.FoveaHeading, Math.Tau);
        return mother.Generation == 0 && Math.Abs(fromFovea) is > 30 * Degree and < 120 * Degree ? Math.Sign(fromFovea) : 0;
    }

    /// <summary>A daughter, straight at first. That of an arcade goes on in one long arc around the macula, others wind.</summary>
    private Twig Daughter(Twig mother, double calibre, double turn, int outwards)
    {
        double heading = mother.EndHeading + turn;
        var course = new List<CentrelineSegment> { new(mother.End, heading, 0, StraightCalibres * calibre) };
        if (outwards != 0)
        {
            Continue(course, -outwards * _random.Between(2.5, 5), _random.Between(0.13, 0.22));
        }
        else
        {
            int side = _random.Sign();
            int arcs = 2 + (int)(_random.Next() % 2);
            for (int i = 0; i < arcs; i++)
            {
                // The first turn is half a turn, so that the course swings about its first direction.
                Continue(course, side * _random.Between(10, 20), _random.Between(0.04, 0.06) * (i == 0 ? 0.5 : 1));
                side = -side;
            }
        }

        return new Twig(mother.Kind, mother.Tree, mother, calibre, course);
    }

    private static void Continue(List<CentrelineSegment> course, double curvature, double length)
        => course.Add(new CentrelineSegment(course[^1].End, course[^1].EndHeading, curvature, length));
}
