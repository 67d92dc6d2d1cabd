namespace RetSam.Imaging.Skia;

/// <summary>
/// The colours of overlays: artery red and vein blue as in every atlas, their crossings green as in the published artery-vein
/// annotations, and a hue of its own for every phenotype and lesion.
/// </summary>
public static class OverlayColours
{
    private static readonly Dictionary<RetinaClass, RgbColor> ByClass = new()
    {
        [RetinaClass.Vessel] = new(240, 225, 150),
        [RetinaClass.Artery] = new(255, 30, 30),
        [RetinaClass.Vein] = new(40, 90, 255),
        [RetinaClass.OpticDisc] = new(120, 240, 255),
        [RetinaClass.OpticCup] = new(255, 225, 0),
        [RetinaClass.Fovea] = new(255, 255, 255),
        [RetinaClass.Tessellation] = new(255, 150, 60),
        [RetinaClass.ArcLesion] = new(0, 160, 140),
        [RetinaClass.DiffuseAtrophy] = new(190, 190, 255),
        [RetinaClass.PatchyAtrophy] = new(120, 80, 200),
        [RetinaClass.Hemorrhage] = new(170, 0, 60),
        [RetinaClass.Microaneurysm] = new(255, 0, 200),
        [RetinaClass.Exudate] = new(255, 255, 60),
        [RetinaClass.CottonWoolSpot] = new(235, 245, 235),
        [RetinaClass.LaserSpot] = new(0, 200, 200),
        [RetinaClass.Drusen] = new(255, 180, 0),
        [RetinaClass.PatchyHemorrhage] = new(120, 0, 30),
        [RetinaClass.EpiretinalMembrane] = new(180, 255, 210),
        [RetinaClass.MacularHole] = new(80, 0, 130),
        [RetinaClass.Artifact] = new(130, 130, 130),
        [RetinaClass.RetinalScar] = new(150, 110, 60),
        [RetinaClass.Edema] = new(90, 170, 255),
        [RetinaClass.ArteriovenousNicking] = new(160, 255, 0),
        [RetinaClass.VenousBeading] = new(0, 30, 150),
        [RetinaClass.VascularSheathing] = new(255, 200, 220),
        [RetinaClass.PigmentaryChange] = new(90, 60, 30),
        [RetinaClass.FibrousProliferation] = new(200, 200, 120),
        [RetinaClass.VitreousDegeneration] = new(150, 200, 190),
        [RetinaClass.ChoroidalAtrophy] = new(210, 120, 255),
        [RetinaClass.MyelinatedNerveFibre] = new(200, 230, 80),
        [RetinaClass.VenousTortuosity] = new(0, 120, 210),
        [RetinaClass.Neovascularisation] = new(255, 100, 160),
        [RetinaClass.IntraretinalMicrovascularAbnormality] = new(255, 110, 90),
        [RetinaClass.UnknownAbnormality] = new(190, 60, 190),
        [RetinaClass.OtherLesion] = new(70, 130, 60),
    };

    /// <summary>Where artery and vein lie on each other.</summary>
    public static RgbColor Crossing { get; } = new(30, 225, 60);

    /// <summary>The outline of the field of view.</summary>
    public static RgbColor FieldOfView { get; } = new(200, 200, 200);

    /// <summary>The circles of zones.</summary>
    public static RgbColor Circle { get; } = new(255, 255, 255);

    /// <summary>The colour of a class. For <see cref="RetinaClass.Vessel"/>: of vessel that is neither artery nor vein.</summary>
    public static RgbColor Of(RetinaClass retinaClass)
    {
        ArgumentNullException.ThrowIfNull(retinaClass);
        return ByClass[retinaClass];
    }
}
