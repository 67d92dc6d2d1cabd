using System.Globalization;
using System.Text;

namespace RetSam.Benchmarks.Load;

/// <summary>Resident memory and managed heap over analyses, as a picture in SVG.</summary>
internal static class SoakPlot
{
    private const int Width = 720;
    private const int Height = 300;
    private const int Margin = 50;

    public static string Draw(IReadOnlyList<SoakState> states)
    {
        double most = Math.Ceiling(states.Max(s => s.Resident) / 1e8) * 100;
        int last = states[^1].Analyses;
        var svg = new StringBuilder();
        Add($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {Width} {Height}' font-family='sans-serif' font-size='12'>");
        Add($"<rect width='{Width}' height='{Height}' fill='white'/>");
        for (double y = 0; y <= most; y += most / 4)
        {
            Add($"<path d='M{Margin} {At(y):F1}H{Width - 20}' stroke='#ddd'/><text x='{Margin - 6}' y='{At(y) + 4:F1}' text-anchor='end'>{y:F0}</text>");
        }

        Add($"<text x='{Margin}' y='20'>MB: resident memory (dark), managed heap (light)</text>");
        Add($"<text x='{Width - 20}' y='{Height - 14}' text-anchor='end'>{last} analyses</text><text x='{Margin}' y='{Height - 14}'>0</text>");
        Line(s => s.Resident, "#123a63");
        Line(s => s.Heap, "#6aa5d8");
        Add($"</svg>");
        return svg.ToString();

        void Line(Func<SoakState, long> value, string colour)
            => Add($"<polyline fill='none' stroke-width='2' stroke='{colour}' points='{string.Join(' ', states.Select(s => Point(s.Analyses, value(s) / 1e6)))}'/>");

        string Point(int analyses, double megabytes)
            => string.Create(CultureInfo.InvariantCulture, $"{Margin + (Width - 20.0 - Margin) * analyses / last:F1},{At(megabytes):F1}");

        double At(double megabytes) => Height - 40 - (Height - 80) * megabytes / most;

        void Add(FormattableString text) => svg.Append(FormattableString.Invariant(text)).Append('\n');
    }
}
