using System.Globalization;
using System.Text;

namespace Ticketing.Infrastructure.Documents.Drawings;

/// <summary>Writes SVG path data, to a tenth of a unit.</summary>
public sealed class PathBuilder
{
    private const int MaxWhole = 1_000_000;
    private readonly StringBuilder data = new();

    public PathBuilder MoveTo(double x, double y) => Write('M', x, y);

    public PathBuilder LineTo(double x, double y) => Write('L', x, y);

    public PathBuilder Quadratic(double x1, double y1, double x, double y) => Write('Q', x1, y1, x, y);

    public PathBuilder Cubic(double x1, double y1, double x2, double y2, double x, double y) => Write('C', x1, y1, x2, y2, x, y);

    /// <summary>Clockwise as seen on the page.</summary>
    public PathBuilder Arc(double radius, double x, double y, bool clockwise = true, bool large = false)
    {
        data.Append(CultureInfo.InvariantCulture, $"A{radius:0.#} {radius:0.#} 0 {(large ? 1 : 0)} {(clockwise ? 1 : 0)} {x:0.#} {y:0.#}");
        return this;
    }

    /// <summary>Part of a larger outline; an anticlockwise circle cuts a hole into a clockwise one.</summary>
    public PathBuilder Circle(double x, double y, double radius, bool clockwise = true) =>
        MoveTo(x - radius, y).Arc(radius, x + radius, y, clockwise).Arc(radius, x - radius, y, clockwise).Close();

    public PathBuilder Rectangle(double x, double y, double width, double height) =>
        MoveTo(x, y).LineTo(x + width, y).LineTo(x + width, y + height).LineTo(x, y + height).Close();

    public PathBuilder Close()
    {
        data.Append('Z');
        return this;
    }

    public Shape Fill(Colour colour) => new Shape.Outline(data.ToString(), Ink.Filled(colour));

    public Shape Stroke(Colour colour, double width) => new Shape.Outline(data.ToString(), Ink.Stroked(colour, (float)width));

    private PathBuilder Write(char command, params ReadOnlySpan<double> coordinates)
    {
        data.Append(command);
        for (var i = 0; i < coordinates.Length; i++)
            Append(i > 0 ? " " : "", coordinates[i]);
        return this;
    }

    // Formatting a whole number as one is several times as fast, and a QR code has thousands.
    private void Append(string separator, double coordinate)
    {
        data.Append(separator);
        if (double.IsInteger(coordinate) && Math.Abs(coordinate) < MaxWhole)
            data.Append(CultureInfo.InvariantCulture, $"{(int)coordinate}");
        else
            data.Append(CultureInfo.InvariantCulture, $"{coordinate:0.#}");
    }
}
