namespace RetSam.Docs.Tests.Pages;

/// <summary>A fenced block.</summary>
/// <param name="Page">The page it stands on.</param>
/// <param name="Line">The line its text begins on, counted from 1.</param>
/// <param name="Language">What stands behind the fence, such as <c>csharp</c>; empty when nothing does.</param>
/// <param name="Text">The text between the fences.</param>
/// <param name="Directive">What a comment directly before the block says of it.</param>
internal sealed record CodeBlock(string Page, int Line, string Language, string Text, Directive Directive);
