using System.Globalization;
using Ticketing.Bench.Rush.Results;

namespace Ticketing.Bench.Rush;

/// <summary>
/// The share of the machine that other programs used since this was created: from the kernel's times of all cores, less those of this
/// process and of the processes that it started and that have ended.
/// </summary>
internal sealed class OtherLoad
{
    private const double MaxPercent = 10;
    private readonly Ticks start = Ticks.Read();

    /// <summary>Ratios are wrong on a busy machine: its limits shrink more than the figures.</summary>
    /// <param name="isJudged">False if a database server that works for us is among the others.</param>
    public Figure GetFigure(bool isJudged)
    {
        var (from, to) = (start, Ticks.Read());
        var others = Math.Max(0, to.Busy - from.Busy - (to.Own - from.Own));
        var percent = 100.0 * others / Math.Max(to.All - from.All, 1);
        const string scenario = "used by other programs meanwhile";
        return isJudged ? Figure.AtMost(scenario, percent, " %", MaxPercent) : Figure.Information(scenario, percent, " %");
    }

    private readonly record struct Ticks(long All, long Busy, long Own)
    {
        public static Ticks Read()
        {
            // user nice system idle iowait irq softirq steal
            var cores = ReadNumbers(File.ReadLines("/proc/stat").First()[3..]).Take(8).ToList();
            var process = File.ReadAllText("/proc/self/stat");
            // From the third field, after the name in brackets; utime, stime, cutime and cstime are fields 14 to 17.
            var own = process[(process.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[11..15];
            var (all, idle) = (cores.Sum(), cores[3] + cores[4]);
            return new Ticks(all, all - idle, own.Sum(text => long.Parse(text, CultureInfo.InvariantCulture)));
        }

        private static IEnumerable<long> ReadNumbers(string line) =>
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => long.Parse(text, CultureInfo.InvariantCulture));
    }
}
