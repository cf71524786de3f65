using System.Globalization;
using Ticketing.Events.Editing;
using Ticketing.Settings;

namespace Ticketing.VenueSettings;

/// <summary>Converts between configuration and form text.</summary>
public static class SettingText
{
    public const string On = "true";
    public const string Off = "false";
    private const long MostFee = 100_000_000;
    private static readonly TimeSpan LeastHold = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostHold = TimeSpan.FromDays(1);

    /// <summary>Removes characters that pages, mails and databases cannot store.</summary>
    public static string Clean(SettingKind kind, string? typed) => kind switch
    {
        SettingKind.Lines or SettingKind.Markdown => TypedText.Lines(typed),
        SettingKind.Switch => typed == On ? On : Off,
        SettingKind.Currency => TypedText.Line(typed).ToUpperInvariant(),
        SettingKind.Colour => WithHash(TypedText.Line(typed).ToLowerInvariant()),
        _ => TypedText.Line(typed),
    };

    public static string Show(SettingKind kind, string configured, string currency) => kind switch
    {
        SettingKind.Amount => new Money(long.Parse(configured, CultureInfo.InvariantCulture), currency).ToDecimalText(),
        SettingKind.Minutes => ((decimal)TimeSpan.Parse(configured, CultureInfo.InvariantCulture).Ticks / TimeSpan.TicksPerMinute).ToString("0.###", CultureInfo.InvariantCulture),
        SettingKind.Lines or SettingKind.Markdown => configured.ReplaceLineEndings("\n"),
        _ => configured,
    };

    /// <returns>Text or an error. Further checks are in the options classes.</returns>
    public static (string? Text, string? Error) Read(SettingKind kind, string typed, string currency) => kind switch
    {
        SettingKind.Amount => Amount(typed, currency),
        SettingKind.Percent => Number(typed.TrimEnd('%').TrimEnd()) is { } percent and >= 0 and <= 100
            ? (percent.ToString("0.##########", CultureInfo.InvariantCulture), null)
            : (null, "Type a number from 0 to 100, like 2.5."),
        SettingKind.Minutes => Minutes(typed),
        _ => (typed, null),
    };

    private static (string?, string?) Amount(string typed, string currency)
    {
        var example = new Money(MostFee / 2_000_000, currency).ToDecimalText();
        return Money.Parse(typed, currency) is { MinorUnits: <= MostFee } amount
            ? (amount.MinorUnits.ToString(CultureInfo.InvariantCulture), null)
            : (null, $"Type an amount like {example}, at most {new Money(MostFee, currency)}.");
    }

    private static (string?, string?) Minutes(string typed)
    {
        var time = Number(typed) is { } minutes && minutes <= (decimal)MostHold.TotalMinutes ? TimeSpan.FromTicks((long)(minutes * TimeSpan.TicksPerMinute)) : TimeSpan.Zero;
        return time >= LeastHold && time <= MostHold
            ? (time.ToString("c", CultureInfo.InvariantCulture), null)
            : (null, "Type minutes from 1 to 1440, which is a day.");
    }

    private static decimal? Number(string typed) =>
        decimal.TryParse(typed.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string WithHash(string colour) => colour.Length is 3 or 6 && colour.All(char.IsAsciiHexDigit) ? "#" + colour : colour;
}
