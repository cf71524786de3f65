using System.Globalization;

namespace Ticketing.Bench.Rush;

/// <summary>Progress, on the standard error output.</summary>
internal static class Note
{
    public static void Write(FormattableString text) => Console.Error.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    public static void Write(string text) => Console.Error.WriteLine(text);
}
