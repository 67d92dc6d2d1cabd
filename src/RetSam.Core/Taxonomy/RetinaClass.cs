using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace RetSam;

/// <summary>
/// A class of the RetSAM taxonomy: what a mask shows. The set is closed; compare by reference. A model declares which of these it
/// predicts, and a class that no model predicted is absent from a result, which is not the same as an empty mask.
/// </summary>
public sealed class RetinaClass
{
    private static readonly List<RetinaClass> Declared = [];

    private RetinaClass(string slug, string description, RetinaClassFamily family)
    {
        Slug = slug;
        Key = slug.Replace('-', '_');
        Description = description;
        Family = family;
        Ordinal = Declared.Count;
        Declared.Add(this);
    }

    /// <summary>Blood vessels, arteries and veins together.</summary>
    public static RetinaClass Vessel { get; } = new("vessel", "Blood vessels, arteries and veins together", RetinaClassFamily.Anatomy);

    /// <summary>Retinal arteries and arterioles.</summary>
    public static RetinaClass Artery { get; } = new("artery", "Retinal arteries and arterioles", RetinaClassFamily.Anatomy);

    /// <summary>Retinal veins and venules.</summary>
    public static RetinaClass Vein { get; } = new("vein", "Retinal veins and venules", RetinaClassFamily.Anatomy);

    /// <summary>The optic disc, cup included.</summary>
    public static RetinaClass OpticDisc { get; } = new("optic-disc", "The optic disc, cup included", RetinaClassFamily.Anatomy);

    /// <summary>The optic cup, inside the disc.</summary>
    public static RetinaClass OpticCup { get; } = new("optic-cup", "The optic cup, inside the disc", RetinaClassFamily.Anatomy);

    /// <summary>The centre of the macula; usually a point rather than an area.</summary>
    public static RetinaClass Fovea { get; } = new("fovea", "The centre of the macula; usually a point rather than an area", RetinaClassFamily.Anatomy);

    /// <summary>Tessellated (tigroid) fundus.</summary>
    public static RetinaClass Tessellation { get; } = new("tessellation", "Tessellated (tigroid) fundus", RetinaClassFamily.Phenotype);

    /// <summary>Arc lesion: peripapillary atrophy.</summary>
    public static RetinaClass ArcLesion { get; } = new("arc-lesion", "Arc lesion: peripapillary atrophy", RetinaClassFamily.Phenotype);

    /// <summary>Diffuse chorioretinal atrophy.</summary>
    public static RetinaClass DiffuseAtrophy { get; } = new("diffuse-atrophy", "Diffuse chorioretinal atrophy", RetinaClassFamily.Phenotype);

    /// <summary>Patchy chorioretinal atrophy.</summary>
    public static RetinaClass PatchyAtrophy { get; } = new("patchy-atrophy", "Patchy chorioretinal atrophy", RetinaClassFamily.Phenotype);

    /// <summary>Retinal haemorrhage.</summary>
    public static RetinaClass Hemorrhage { get; } = new("hemorrhage", "Retinal haemorrhage", RetinaClassFamily.Lesion);

    /// <summary>Microaneurysm.</summary>
    public static RetinaClass Microaneurysm { get; } = new("microaneurysm", "Microaneurysm", RetinaClassFamily.Lesion);

    /// <summary>Hard exudate.</summary>
    public static RetinaClass Exudate { get; } = new("exudate", "Hard exudate", RetinaClassFamily.Lesion);

    /// <summary>Cotton-wool spot (soft exudate).</summary>
    public static RetinaClass CottonWoolSpot { get; } = new("cotton-wool-spot", "Cotton-wool spot (soft exudate)", RetinaClassFamily.Lesion);

    /// <summary>Laser photocoagulation scar.</summary>
    public static RetinaClass LaserSpot { get; } = new("laser-spot", "Laser photocoagulation scar", RetinaClassFamily.Lesion);

    /// <summary>Drusen.</summary>
    public static RetinaClass Drusen { get; } = new("drusen", "Drusen", RetinaClassFamily.Lesion);

    /// <summary>Patchy haemorrhage.</summary>
    public static RetinaClass PatchyHemorrhage { get; } = new("patchy-hemorrhage", "Patchy haemorrhage", RetinaClassFamily.Lesion);

    /// <summary>Epiretinal membrane.</summary>
    public static RetinaClass EpiretinalMembrane { get; } = new("epiretinal-membrane", "Epiretinal membrane", RetinaClassFamily.Lesion);

    /// <summary>Macular hole.</summary>
    public static RetinaClass MacularHole { get; } = new("macular-hole", "Macular hole", RetinaClassFamily.Lesion);

    /// <summary>Imaging artifact.</summary>
    public static RetinaClass Artifact { get; } = new("artifact", "Imaging artifact", RetinaClassFamily.Lesion);

    /// <summary>Retinal scar.</summary>
    public static RetinaClass RetinalScar { get; } = new("retinal-scar", "Retinal scar", RetinaClassFamily.Lesion);

    /// <summary>Retinal oedema.</summary>
    public static RetinaClass Edema { get; } = new("edema", "Retinal oedema", RetinaClassFamily.Lesion);

    /// <summary>Arteriovenous nicking.</summary>
    public static RetinaClass ArteriovenousNicking { get; } = new("arteriovenous-nicking", "Arteriovenous nicking", RetinaClassFamily.Lesion);

    /// <summary>Venous beading.</summary>
    public static RetinaClass VenousBeading { get; } = new("venous-beading", "Venous beading", RetinaClassFamily.Lesion);

    /// <summary>Vascular sheathing.</summary>
    public static RetinaClass VascularSheathing { get; } = new("vascular-sheathing", "Vascular sheathing", RetinaClassFamily.Lesion);

    /// <summary>Pigmentary change.</summary>
    public static RetinaClass PigmentaryChange { get; } = new("pigmentary-change", "Pigmentary change", RetinaClassFamily.Lesion);

    /// <summary>Fibrous proliferation.</summary>
    public static RetinaClass FibrousProliferation { get; } = new("fibrous-proliferation", "Fibrous proliferation", RetinaClassFamily.Lesion);

    /// <summary>Vitreous degeneration.</summary>
    public static RetinaClass VitreousDegeneration { get; } = new("vitreous-degeneration", "Vitreous degeneration", RetinaClassFamily.Lesion);

    /// <summary>Choroidal atrophy.</summary>
    public static RetinaClass ChoroidalAtrophy { get; } = new("choroidal-atrophy", "Choroidal atrophy", RetinaClassFamily.Lesion);

    /// <summary>Myelinated nerve fibres.</summary>
    public static RetinaClass MyelinatedNerveFibre { get; } = new("myelinated-nerve-fibre", "Myelinated nerve fibres", RetinaClassFamily.Lesion);

    /// <summary>Venous tortuosity, as a marked region.</summary>
    public static RetinaClass VenousTortuosity { get; } = new("venous-tortuosity", "Venous tortuosity, as a marked region", RetinaClassFamily.Lesion);

    /// <summary>Neovascularisation.</summary>
    public static RetinaClass Neovascularisation { get; } = new("neovascularisation", "Neovascularisation", RetinaClassFamily.Lesion);

    /// <summary>Intraretinal microvascular abnormality (IRMA).</summary>
    public static RetinaClass IntraretinalMicrovascularAbnormality { get; } = new("irma", "Intraretinal microvascular abnormality (IRMA)", RetinaClassFamily.Lesion);

    /// <summary>Abnormality of unknown kind.</summary>
    public static RetinaClass UnknownAbnormality { get; } = new("unknown-abnormality", "Abnormality of unknown kind", RetinaClassFamily.Lesion);

    /// <summary>Other lesion.</summary>
    public static RetinaClass OtherLesion { get; } = new("other", "Other lesion", RetinaClassFamily.Lesion);

    /// <summary>Every class of the taxonomy, anatomy first, in a fixed order.</summary>
    public static IReadOnlyList<RetinaClass> All { get; } = Declared.AsReadOnly();

    private static FrozenDictionary<string, RetinaClass> BySlug { get; } = All.ToFrozenDictionary(c => c.Slug, StringComparer.OrdinalIgnoreCase);

    /// <summary>The stable name used in file names, manifests and on the command line, such as <c>cotton-wool-spot</c>.</summary>
    public string Slug { get; }

    /// <summary>The stable name used inside measure ids, such as <c>cotton_wool_spot</c>.</summary>
    public string Key { get; }

    /// <summary>What the class is, in a few words.</summary>
    public string Description { get; }

    /// <summary>The task family.</summary>
    public RetinaClassFamily Family { get; }

    /// <summary>The position in <see cref="All"/>.</summary>
    public int Ordinal { get; }

    /// <summary>Finds a class by its slug, ignoring case.</summary>
    public static bool TryParse([NotNullWhen(true)] string? slug, [NotNullWhen(true)] out RetinaClass? result)
    {
        result = null;
        return slug is not null && BySlug.TryGetValue(slug, out result);
    }

    /// <summary>Finds a class by its slug, ignoring case.</summary>
    /// <exception cref="FormatException">No class has that slug; the message lists those that exist.</exception>
    public static RetinaClass Parse(string slug)
    {
        ArgumentNullException.ThrowIfNull(slug);
        return TryParse(slug, out RetinaClass? result)
            ? result
            : throw new FormatException($"'{slug}' is no class of the taxonomy. Known: {string.Join(", ", All.Select(c => c.Slug))}.");
    }

    /// <summary>The slug.</summary>
    public override string ToString() => Slug;
}
