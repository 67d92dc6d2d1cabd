namespace RetSam.Core.Tests.Taxonomy;

public sealed class RetinaClassTests
{
    [Fact]
    public void Slugs_are_unique_and_find_their_class()
    {
        Assert.Equal(RetinaClass.All.Count, RetinaClass.All.Select(c => c.Slug).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(RetinaClass.All, c => Assert.Matches("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", c.Slug));
    }

    [Fact]
    public void Ordinals_count_through_the_taxonomy()
        => Assert.Equal(Enumerable.Range(0, RetinaClass.All.Count), RetinaClass.All.Select(c => c.Ordinal));
}
