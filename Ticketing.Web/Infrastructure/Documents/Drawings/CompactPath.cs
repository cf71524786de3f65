using SkiaSharp;

namespace Ticketing.Infrastructure.Documents.Drawings;

/// <summary>
/// The same path in fewer and shorter numbers: a PDF has them all. Skia would write a quarter of a circle as up to eight curves.
/// </summary>
internal static class CompactPath
{
    // In points: too small to be seen on paper.
    private const float Step = 0.1f;

    public static SKPath Create(SKPath path)
    {
        var compact = new SKPath { FillType = path.FillType };
        using var segments = path.CreateRawIterator();
        var points = new SKPoint[4];
        for (var verb = segments.Next(points); verb != SKPathVerb.Done; verb = segments.Next(points))
        {
            Add(compact, verb, points, segments.ConicWeight());
        }

        return compact;
    }

    private static void Add(SKPath path, SKPathVerb verb, SKPoint[] points, float weight)
    {
        switch (verb)
        {
            case SKPathVerb.Move:
                path.MoveTo(Round(points[0]));
                break;
            case SKPathVerb.Line:
                path.LineTo(Round(points[1]));
                break;
            case SKPathVerb.Quad:
                path.QuadTo(Round(points[1]), Round(points[2]));
                break;
            case SKPathVerb.Conic:
                // The curve that touches the arc at its ends and in its middle.
                var share = 4 / 3f * weight / (1 + weight);
                path.CubicTo(Round(Between(points[0], points[1], share)), Round(Between(points[2], points[1], share)), Round(points[2]));
                break;
            case SKPathVerb.Cubic:
                path.CubicTo(Round(points[1]), Round(points[2]), Round(points[3]));
                break;
            case SKPathVerb.Close:
                path.Close();
                break;
        }
    }

    private static SKPoint Between(SKPoint from, SKPoint to, float share) =>
        new(from.X + (to.X - from.X) * share, from.Y + (to.Y - from.Y) * share);

    private static SKPoint Round(SKPoint point) => new(MathF.Round(point.X / Step) * Step, MathF.Round(point.Y / Step) * Step);
}
