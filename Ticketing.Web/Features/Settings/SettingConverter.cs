using System.Globalization;
using Ticketing.Infrastructure.Configuration.Saved;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Documents.Branding;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Settings;

public abstract record SettingResult
{
    /// <param name="Text">As the configuration stores it.</param>
    public sealed record Valid(string Text) : SettingResult;

    public sealed record Invalid(string Error) : SettingResult;
}

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
            SettingKind.Lines or SettingKind.Markdown or SettingKind.Sites => InputText.MultiLine(typed),
            SettingKind.Switch => typed == On ? On : Off,
            SettingKind.Currency => InputText.SingleLine(typed).ToUpperInvariant(),
            SettingKind.Languages => FormatLanguages(SavedLists.Split(InputText.SingleLine(typed))),
            SettingKind.Colour => WithHash(InputText.SingleLine(typed).ToLowerInvariant()),
            _ => InputText.SingleLine(typed),
        };

    /// <summary>In the order in which the program lists them, because their order means nothing.</summary>
    public static string FormatLanguages(IEnumerable<string> tags)
    {
        var shipped = ShippedLanguages.All.Select(language => language.Tag).ToList();
        return SavedLists.Join(tags.Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(shipped.IndexOf));
    }

    public static string Format(SettingKind kind, string configured, string currency) =>
        kind switch
        {
            SettingKind.Amount => new Money(long.Parse(configured, CultureInfo.InvariantCulture), currency).ToDecimalString(),
            SettingKind.Minutes => (
                (decimal)TimeSpan.Parse(configured, CultureInfo.InvariantCulture).Ticks / TimeSpan.TicksPerMinute
            ).ToString("0.###", CultureInfo.InvariantCulture),
            SettingKind.Lines or SettingKind.Markdown => configured.ReplaceLineEndings("\n"),
            SettingKind.Sites => string.Join('\n', SavedLists.Split(configured)),
            _ => configured,
        };

    /// <summary>Further checks are in the options classes.</summary>
    public static SettingResult Parse(SettingKind kind, string typed, string currency) =>
        kind switch
        {
            SettingKind.Amount => Amount(typed, currency),
            SettingKind.Percent => Number(typed.TrimEnd('%').TrimEnd()) is { } percent and >= 0 and <= 100
                ? new SettingResult.Valid(percent.ToString("0.##########", CultureInfo.InvariantCulture))
                : new SettingResult.Invalid(T["Enter a number from 0 to 100, like 2.5."]),
            SettingKind.Minutes => Minutes(typed),
            SettingKind.Colour when Rgb.Parse(typed) is { } colour && Accent.FindProblem(colour) is { } problem =>
                new SettingResult.Invalid(problem),
            SettingKind.Languages when typed.Length == 0 => new SettingResult.Invalid(T["Choose at least one language."]),
            SettingKind.Sites => Sites(SplitLines(typed)),
            _ => new SettingResult.Valid(typed),
        };

    private static SettingResult Sites(string[] typed) =>
        Array.Find(typed, site => EmbedOptions.ParseOrigin(site) is null) is { } wrong
            ? new SettingResult.Invalid(T["“{0}” is not the address of a site, like https://www.example.org.", wrong])
            : new SettingResult.Valid(SavedLists.Join(typed.Select(site => EmbedOptions.ParseOrigin(site)!).Distinct()));

    private static string[] SplitLines(string typed) =>
        typed.Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static SettingResult Amount(string typed, string currency)
    {
        var example = new Money(MaxFee / 2_000_000, currency).ToDecimalString();
        return Money.Parse(typed, currency) is { MinorUnits: <= MaxFee } amount
            ? new SettingResult.Valid(amount.MinorUnits.ToString(CultureInfo.InvariantCulture))
            : new SettingResult.Invalid(T["Enter an amount like {0}, at most {1}.", example, new Money(MaxFee, currency)]);
    }

    private static SettingResult Minutes(string typed)
    {
        var time =
            Number(typed) is { } minutes && minutes <= (decimal)MaxHold.TotalMinutes
                ? TimeSpan.FromTicks((long)(minutes * TimeSpan.TicksPerMinute))
                : TimeSpan.Zero;
        return time >= MinHold && time <= MaxHold
            ? new SettingResult.Valid(time.ToString("c", CultureInfo.InvariantCulture))
            : new SettingResult.Invalid(T["Enter minutes from 1 to 1440, which is a day."]);
    }

    private static decimal? Number(string typed) =>
        decimal.TryParse(typed.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string WithHash(string colour) => colour.Length is 3 or 6 && colour.All(char.IsAsciiHexDigit) ? "#" + colour : colour;
}
