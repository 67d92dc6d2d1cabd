namespace RetSam;

/// <summary>One thing that a self-test looked at.</summary>
/// <param name="Subject">What was looked at, such as <c>phantom 1, 640 px</c> or <c>model</c>.</param>
/// <param name="Name">Which property of it: for a measure its id.</param>
/// <param name="Expected">What it should be, with how far it may be off.</param>
/// <param name="Found">What it is.</param>
/// <param name="Holds">Whether it is as expected.</param>
public sealed record SelfTestCheck(string Subject, string Name, string Expected, string Found, bool Holds);
