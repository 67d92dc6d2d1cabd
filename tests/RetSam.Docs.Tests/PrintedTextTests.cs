namespace RetSam.Docs.Tests;

/// <summary>The comparison that <see cref="RunTests"/> stands on.</summary>
public sealed class PrintedTextTests
{
    [Theory]
    [InlineData("CRAE 10.0 px", "CRAE 10.1 px\n", true)]
    [InlineData("CRAE 10.0 px", "CRAE 10.5 px\n", false)]
    [InlineData("CRAE 10.0 px", "CRVE 10.0 px\n", false)]
    [InlineData("CRAE 10.0 px", "CRAE 10.0 px\nand more", false)]
    [InlineData("12 of 13", "12 of 13", true)]
    public void Words_must_be_the_same_and_numbers_nearly(string expected, string printed, bool agree) => Assert.Equal(agree, PrintedText.Agree(expected, printed));
}
