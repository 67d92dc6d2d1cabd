namespace RetSam.Biomarkers;

/// <summary>Every measure of lesions and phenotypes.</summary>
internal static class LesionMeasures
{
    public static IReadOnlyList<Measure> All { get; } =
    [
        RegionMeasures.Area("tessellation", RetinaClass.Tessellation),
        RegionMeasures.Coverage("tessellation", RetinaClass.Tessellation),
        RegionMeasures.Count("tessellation", RetinaClass.Tessellation),
        .. Phenotype("myopia.arc_lesion", RetinaClass.ArcLesion),
        .. Phenotype("myopia.diffuse_atrophy", RetinaClass.DiffuseAtrophy),
        .. Phenotype("myopia.patchy_atrophy", RetinaClass.PatchyAtrophy),
        FoveaInvolvement.Of("myopia.patchy_atrophy", RetinaClass.PatchyAtrophy),
        .. RetinaClass.All.Where(c => c.Family == RetinaClassFamily.Lesion).SelectMany(Lesion),
    ];

    private static IEnumerable<Measure> Phenotype(string prefix, RetinaClass region) =>
    [
        RegionMeasures.Count(prefix, region),
        RegionMeasures.Area(prefix, region),
        RegionMeasures.Coverage(prefix, region),
    ];

    private static IEnumerable<Measure> Lesion(RetinaClass region)
    {
        string prefix = $"lesion.{region.Key}";
        return
        [
            RegionMeasures.Count(prefix, region),
            RegionMeasures.Area(prefix, region),
            RegionMeasures.Coverage(prefix, region),
            RegionMeasures.MeanSize(prefix, region),
            RegionMeasures.Largest(prefix, region),
        ];
    }
}
