namespace RetSam.Cli.Evaluation;

/// <summary>The two letters that label files have for lesions, and the classes they stand for.</summary>
internal static class LesionCodes
{
    public static IReadOnlyList<(string Code, RetinaClass Class)> All { get; } =
    [
        ("MA", RetinaClass.Microaneurysm), ("HE", RetinaClass.Hemorrhage), ("EX", RetinaClass.Exudate), ("SE", RetinaClass.CottonWoolSpot),
    ];
}
