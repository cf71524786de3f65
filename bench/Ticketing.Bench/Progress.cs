using System.Diagnostics;
using System.Globalization;

namespace Ticketing.Bench;

/// <summary>Rewrites one line, or writes line by line if the output is redirected.</summary>
internal sealed class Progress(string label, long total)
{
    private const int BarWidth = 24;
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private TimeSpan next;

    public void Report(long done)
    {
        if (watch.Elapsed < next)
        {
            return;
        }

        next = watch.Elapsed + (Console.IsOutputRedirected ? LogInterval : RedrawInterval);
        Write(done, end: false);
    }

    public void Finish() => Write(total, end: true);

    private void Write(long done, bool end)
    {
        var share = total == 0 ? 1 : (double)done / total;
        var rate = done / Math.Max(watch.Elapsed.TotalSeconds, 0.001);
        var rest = end || rate <= 0 ? "in " + Show(watch.Elapsed) : Show(TimeSpan.FromSeconds((total - done) / rate)) + " left";
        var filled = (int)(share * BarWidth);
        var bar = Console.IsOutputRedirected ? "" : $"[{new string('#', filled)}{new string('.', BarWidth - filled)}] ";
        var line = string.Create(CultureInfo.InvariantCulture, $"{label} {bar}{done:N0} of {total:N0} ({share:P0}), {rate:N0}/s, {rest}");
        if (Console.IsOutputRedirected)
        {
            Console.WriteLine(line);
            return;
        }

        Console.Write("\r" + line + "   ");
        if (end)
        {
            Console.WriteLine();
        }
    }

    private static string Show(TimeSpan time) => time.ToString(@"m\:ss", CultureInfo.InvariantCulture);
}
