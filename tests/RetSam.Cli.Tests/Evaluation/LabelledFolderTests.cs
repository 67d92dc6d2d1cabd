using RetSam.Cli.Evaluation;

namespace RetSam.Cli.Tests.Evaluation;

public sealed class LabelledFolderTests : IDisposable
{
    private const string Header = "dataset,split,id,width,height,disc_x,disc_y,fovea_x,fovea_y\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Photographs_are_told_from_their_labels_even_where_an_id_has_dots()
    {
        foreach (string name in new[] { "b.png", "b.vessel.png", "b.vessel2.png", "b.av.png", "b.fov.png", "a.dcm.jpg", "a.dcm.lesion.EX.png", "c.jpg", "c.disc.png", "c.disc.soft.png", "c.lesion.MA.soft.png", "note.txt" })
        {
            _folder.Write("Set/test/" + name, [0]);
        }

        IReadOnlyList<LabelledImage> images = LabelledFolder.Open(_folder.Path).FindImages("Set", "test");
        Assert.Equal(["a.dcm", "b", "c"], images.Select(i => i.Id));
        Assert.NotNull(images[0].Find("lesion.EX"));
        Assert.Null(images[0].Find("vessel"));
        Assert.NotNull(images[1].Find("vessel2"));
    }

    [Fact]
    public void Sets_are_found_by_the_split_they_have_and_regions_that_are_no_outlines_are_not_scored()
    {
        _folder.Write("B/test/x.jpg", [0]);
        _folder.Write("B/test/x.disc.soft.png", [0]);
        _folder.Write("A/train/x.jpg", [0]);
        LabelledFolder folder = LabelledFolder.Open(_folder.Path);
        Assert.Equal(["B"], folder.FindDatasets("test"));
        Assert.Equal(["A"], folder.FindDatasets("train"));
        Assert.False(Assert.Single(folder.FindImages("B", "test")).HasOutlines);
        Assert.Empty(folder.FindImages("A", "test"));
    }

    [Fact]
    public void Points_belong_to_one_photograph_and_an_empty_field_is_not_known()
    {
        _folder.Write("A/test/x.jpg", [0]);
        _folder.Write("A/train/x.jpg", [0]);
        File.WriteAllText(_folder["points.csv"], Header + "A,test,x,100,90,12.5,30,,\nA,train,x,100,90,,,7,8\n");
        LabelledFolder folder = LabelledFolder.Open(_folder.Path);
        LabelledImage test = Assert.Single(folder.FindImages("A", "test"));
        Assert.Equal(new PointD(12.5, 30), test.Disc);
        Assert.Null(test.Fovea);
        Assert.Equal(new PointD(7, 8), Assert.Single(folder.FindImages("A", "train")).Fovea);
    }

    [Theory]
    [InlineData("id,x,y\n", "the first line")]
    [InlineData(Header + "A,test,x,1,2\n", "line 2 has 5 fields")]
    [InlineData(Header + "A,test,x,1,2,3,,,\n", "line 2: '3,' is no point")]
    [InlineData(Header + "A,test,x,1,2,NaN,1,,\n", "line 2: 'NaN,1' is no point")]
    public void A_table_of_points_that_cannot_be_read_says_where(string text, string expected)
    {
        File.WriteAllText(_folder["points.csv"], text);
        Assert.Contains(expected, Assert.Throws<CliException>(() => LabelledFolder.Open(_folder.Path)).Message);
    }

    [Fact]
    public void Labels_become_masks_and_what_was_not_labelled_stays_absent()
    {
        // Columns: background, artery, vein, crossing, vessel of unknown kind.
        byte[] kinds = [0, 1, 2, 3, 255];
        _folder.Write("A/test/x.jpg", [0]);
        _folder.Write("A/test/x.av.png", Drawing.GrayPng(50, 40, (x, _) => kinds[x / 10]));
        _folder.Write("A/test/x.disc.png", Drawing.GrayPng(50, 40, (x, _) => (byte)(x < 20 ? 0 : x < 40 ? 1 : 2)));
        _folder.Write("A/test/x.lesion.HE.png", Drawing.GrayPng(50, 40, (_, _) => 0));
        using ExpertLabels labels = ExpertLabels.Read(Assert.Single(LabelledFolder.Open(_folder.Path).FindImages("A", "test")), 50, 40);
        Assert.Equal(800, labels.Artery!.CountPixels());
        Assert.Equal(800, labels.Vein!.CountPixels());
        Assert.Equal(400, labels.VesselOfUnknownKind!.CountPixels());
        Assert.Equal(1600, labels.Vessel!.CountPixels());
        Assert.Equal(1200, labels.Disc!.CountPixels());
        Assert.Equal(400, labels.OpticCup!.CountPixels());
        Assert.Equal(RetinaClass.Hemorrhage, Assert.Single(labels.Lesions).Class);
        Assert.True(labels.Lesions[0].Mask.IsEmpty());
        Assert.Null(labels.SecondVessel);
        Assert.Null(labels.FieldOfView);
    }

    [Fact]
    public void A_disc_marked_without_its_cup_has_no_cup_and_a_label_of_another_size_is_refused()
    {
        _folder.Write("A/test/x.jpg", [0]);
        _folder.Write("A/test/x.disc.png", Drawing.GrayPng(50, 40, (x, _) => (byte)(x / 25)));
        LabelledImage image = Assert.Single(LabelledFolder.Open(_folder.Path).FindImages("A", "test"));
        using (ExpertLabels labels = ExpertLabels.Read(image, 50, 40))
        {
            Assert.NotNull(labels.Disc);
            Assert.Null(labels.OpticCup);
        }

        Assert.Contains("50x40, its photograph 51x40", Assert.Throws<CliException>(() => ExpertLabels.Read(image, 51, 40)).Message);
    }
}
