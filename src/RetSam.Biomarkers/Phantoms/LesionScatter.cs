namespace RetSam.Biomarkers.Phantoms;

/// <summary>Scatters lesions in the frame of side 1 over places that are free, and off the lines that divide the quadrants.</summary>
internal static class LesionScatter
{
    private const int Tries = 40;
    private const double Gap = 0.006;

    private static readonly (RetinaClass Class, double Smallest, double Largest, double Flattest)[] Kinds =
    [
        (RetinaClass.CottonWoolSpot, 0.011, 0.016, 0.6),
        (RetinaClass.Hemorrhage, 0.006, 0.012, 0.5),
        (RetinaClass.Exudate, 0.004, 0.008, 0.7),
        (RetinaClass.Microaneurysm, 0.0022, 0.0035, 1),
    ];

    public static IReadOnlyList<PhantomLesion> Scatter(Anatomy anatomy, IReadOnlyList<Twig> twigs, SmallRandom random, int ofEachClass)
    {
        var lesions = new List<PhantomLesion>();
        var temporal = new PointD(Math.Cos(anatomy.FoveaHeading), Math.Sin(anatomy.FoveaHeading));
        foreach ((RetinaClass retinaClass, double smallest, double largest, double flattest) in Kinds)
        {
            for (int i = 0; i < ofEachClass; i++)
            {
                double major = random.Between(smallest, largest);
                double minor = major * random.Between(flattest, 1);
                double orientation = random.Between(0, Math.PI);
                for (int n = 0; n < Tries; n++)
                {
                    var centre = new PointD(random.Between(-Anatomy.DrawnRadius, Anatomy.DrawnRadius), random.Between(-Anatomy.DrawnRadius, Anatomy.DrawnRadius));
                    PointD away = centre - anatomy.Fovea;
                    double forward = away.X * temporal.X + away.Y * temporal.Y;
                    double up = away.X * -temporal.Y + away.Y * temporal.X;
                    double free = major + Gap;
                    if (Math.Abs(forward) > free && Math.Abs(up) > free && IsFree(centre, free, anatomy, twigs, lesions))
                    {
                        lesions.Add(new PhantomLesion(retinaClass, centre, major, minor, orientation, up > 0, forward > 0));
                        break;
                    }
                }
            }
        }

        return lesions;
    }

    private static bool IsFree(PointD centre, double free, Anatomy anatomy, IReadOnlyList<Twig> twigs, List<PhantomLesion> lesions)
        => double.Hypot(centre.X, centre.Y) + free < Anatomy.DrawnRadius
        && centre.DistanceTo(anatomy.DiscCentre) > anatomy.DiscRadius + free
        && lesions.TrueForAll(l => l.Centre.DistanceTo(centre) > l.MajorRadius + free)
        && twigs.All(t => t.DistanceTo(centre) > t.Calibre / 2 + free);
}
