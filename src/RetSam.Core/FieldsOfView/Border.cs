namespace RetSam.FieldsOfView;

/// <summary>The colour around the field of view and how much it varies, from the corners of the frame.</summary>
/// <param name="Colour">The border's colour.</param>
/// <param name="Noise">How far border pixels stray from it, in levels: about nine in ten stay closer.</param>
internal readonly record struct Border(Colour Colour, float Noise)
{
    /// <summary>A border is black, grey or white; a corner with more colour than this is retina.</summary>
    private const float GreatestChroma = 28;

    /// <summary>Corners closer than this are of one border.</summary>
    private const float SameBorder = 16;

    /// <summary>A corner that strays more than this is a picture rather than a border.</summary>
    private const float GreatestNoise = 40;

    /// <summary>The 90th percentile of normal noise as a multiple of its median: told from the median, a second colour in the patch does not show.</summary>
    private const float NoisePerMedian = 2.5f;

    /// <summary>The border of a picture; <see langword="null"/> when fewer than two corners agree on one.</summary>
    public static Border? Estimate(in SmallPicture picture)
    {
        int patch = Math.Max(2, Math.Min(picture.Width, picture.Height) / 48);
        Span<Colour> corners = stackalloc Colour[4];
        Span<float> noises = stackalloc float[4];
        for (int corner = 0; corner < 4; corner++)
        {
            (corners[corner], noises[corner]) = Measure(picture, corner, patch);
        }

        int best = -1;
        int bestVotes = 1;
        for (int corner = 0; corner < 4; corner++)
        {
            if (corners[corner].Chroma > GreatestChroma || noises[corner] > GreatestNoise)
            {
                continue;
            }

            int votes = Votes(corners, noises, corner);
            if (votes > bestVotes || (votes == bestVotes && best >= 0 && corners[corner].Green < corners[best].Green))
            {
                best = corner;
                bestVotes = votes;
            }
        }

        if (best < 0)
        {
            return null;
        }

        float red = 0, green = 0, blue = 0, noise = 0;
        int count = 0;
        for (int corner = 0; corner < 4; corner++)
        {
            if (Agree(corners, noises, best, corner))
            {
                red += corners[corner].Red;
                green += corners[corner].Green;
                blue += corners[corner].Blue;
                noise = Math.Max(noise, noises[corner]);
                count++;
            }
        }

        return new Border(new Colour(red / count, green / count, blue / count), noise);
    }

    private static int Votes(ReadOnlySpan<Colour> corners, ReadOnlySpan<float> noises, int corner)
    {
        int votes = 0;
        for (int other = 0; other < 4; other++)
        {
            votes += Agree(corners, noises, corner, other) ? 1 : 0;
        }

        return votes;
    }

    private static bool Agree(ReadOnlySpan<Colour> corners, ReadOnlySpan<float> noises, int corner, int other)
        => noises[other] <= GreatestNoise && corners[corner].DistanceTo(corners[other]) <= SameBorder;

    /// <summary>The median colour of a corner's patch, channel by channel, and its noise.</summary>
    private static (Colour Median, float Noise) Measure(in SmallPicture picture, int corner, int patch)
    {
        int left = (corner & 1) == 0 ? 0 : picture.Width - patch;
        int top = (corner & 2) == 0 ? 0 : picture.Height - patch;
        int count = patch * patch;
        Span<float> red = stackalloc float[count];
        Span<float> green = stackalloc float[count];
        Span<float> blue = stackalloc float[count];
        for (int y = 0, i = 0; y < patch; y++)
        {
            for (int x = 0; x < patch; x++, i++)
            {
                (red[i], green[i], blue[i]) = picture[(top + y) * picture.Width + left + x];
            }
        }

        Span<float> distances = stackalloc float[count];
        Span<float> sorted = stackalloc float[count];
        var median = new Colour(Median(red, sorted), Median(green, sorted), Median(blue, sorted));
        for (int i = 0; i < count; i++)
        {
            distances[i] = new Colour(red[i], green[i], blue[i]).DistanceTo(median);
        }

        distances.Sort();
        return (median, NoisePerMedian * distances[count / 2]);
    }

    private static float Median(ReadOnlySpan<float> values, Span<float> scratch)
    {
        values.CopyTo(scratch);
        scratch.Sort();
        return scratch[scratch.Length / 2];
    }
}
