using System.Globalization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Settings;

/// <summary>Converts between configuration and form text.</summary>
public static class SettingConverter
{
    public const string On = "true";
    public const string Off = "false";
    private const long MaxFee = 100_000_000;
    private static readonly TimeSpan MinHold = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxHold = TimeSpan.FromDays(1);

    /// <summary>Removes characters that pages, mails and databases cannot store.</summary>
    public static string Normalize(SettingKind kind, string? typed) =>
        kind switch
        {
            SettingKind.Lines or SettingKind.Markdown => InputText.MultiLine(typed),
            SettingKind.Switch => typed == On ? On : Off,
            SettingKind.Currency => InputText.SingleLine(typed).ToUpperInvariant(),
            SettingKind.Colour => WithHash(InputText.SingleLine(typed).ToLowerInvariant()),
            _ => InputText.SingleLine(typed),
        };

    public static string Format(SettingKind kind, string configured, string currency) =>
        kind switch
        {
            SettingKind.Amount => new Money(long.Parse(configured, CultureInfo.InvariantCulture), currency).ToDecimalString(),
            SettingKind.Minutes => (
                (decimal)TimeSpan.Parse(configured, CultureInfo.InvariantCulture).Ticks / TimeSpan.TicksPerMinute
            ).ToString("0.###", CultureInfo.InvariantCulture),
            SettingKind.Lines or SettingKind.Markdown => configured.ReplaceLineEndings("\n"),
            _ => configured,
        };

    /// <returns>Text or an error. Further checks are in the options classes.</returns>
    public static (string? Text, string? Error) Parse(SettingKind kind, string typed, string currency) =>
        kind switch
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
        var example = new Money(MaxFee / 2_000_000, currency).ToDecimalString();
        return Money.Parse(typed, currency) is { MinorUnits: <= MaxFee } amount
            ? (amount.MinorUnits.ToString(CultureInfo.InvariantCulture), null)
            : (null, $"Type an amount like {example}, at most {new Money(MaxFee, currency)}.");
    }

    private static (string?, string?) Minutes(string typed)
    {
        var time =
            Number(typed) is { } minutes && minutes <= (decimal)MaxHold.TotalMinutes
                ? TimeSpan.FromTicks((long)(minutes * TimeSpan.TicksPerMinute))
                : TimeSpan.Zero;
        return time >= MinHold && time <= MaxHold
            ? (time.ToString("c", CultureInfo.InvariantCulture), null)
            : (null, "Type minutes from 1 to 1440, which is a day.");
    }

    private static decimal? Number(string typed) =>
        decimal.TryParse(typed.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string WithHash(string colour) => colour.Length is 3 or 6 && colour.All(char.IsAsciiHexDigit) ? "#" + colour : colour;
}
