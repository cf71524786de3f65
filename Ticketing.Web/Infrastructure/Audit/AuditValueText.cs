using System.Globalization;
using System.Text.Json;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Infrastructure.Audit;

/// <summary>Words for values that the trail keeps as the program names them.</summary>
internal static class AuditValueText
{
    /// <summary>Properties with the name of an enum's member. Free texts could look the same.</summary>
    private static readonly string[] EnumProperties =
    [
        "by",
        "cause",
        "channel",
        "difference",
        "list",
        "method",
        "paidWith",
        "partRefunded",
        "role",
        "salesOnly",
        "searched",
        "status",
        "tagged",
        "with",
        "withNote",
        "wrong",
    ];

    /// <summary>Kinds of changes of an event. Other entries keep a free text under the same name.</summary>
    private static readonly Dictionary<string, Func<string>> Kinds = new(StringComparer.Ordinal)
    {
        ["BackOn"] = () => T["New date after postponement"],
        ["Moved"] = () => T["Rescheduled"],
        ["Postponed"] = () => T["Postponed"],
    };

    private static readonly Dictionary<string, Func<string>> Words = new(StringComparer.Ordinal)
    {
        ["Active"] = () => T["Public"],
        ["BankTransfer"] = () => T["Bank transfer"],
        ["BoxOffice"] = () => T["Box office"],
        ["Cancelled"] = () => T["Cancelled"],
        ["CardTerminal"] = () => T["Card terminal"],
        ["Cash"] = () => T["Cash"],
        ["Comp"] = () => T["Comp"],
        ["Complimentary"] = () => T["Complimentary"],
        ["Dead"] = () => T["Failed"],
        ["Dropped"] = () => T["Not needed"],
        ["EventCancelled"] = () => T["Event cancelled"],
        ["Inactive"] = () => T["Draft"],
        ["MadeAtProvider"] = () => T["Made at provider"],
        ["Online"] = () => T["Online"],
        ["Paid"] = () => T["Paid"],
        ["PaidTooLate"] = () => T["Paid after sell-out"],
        ["Pending"] = () => T["Waiting"],
        ["Postponed"] = () => T["Postponed"],
        ["Refunded"] = () => T["Refunded"],
        ["Sent"] = () => T["Sent"],
        // The entry says who it was.
        ["Staff"] = () => "",
        ["admin"] = () => T["Admin"],
        ["superadmin"] = () => T["Superadmin"],
        ["the link that opened the account"] = () => T["The link that opened the account"],
        ["attendees"] = () => T["Attendees"],
        ["code"] = () => T["Code"],
        ["orders"] = () => T["Orders"],
        ["passkey"] = () => T["Passkey"],
        ["password"] = () => T["Password"],
        ["password and code"] = () => T["Password and code"],
        ["password and recovery code"] = () => T["Password and recovery code"],
        ["recovery code"] = () => T["Recovery code"],
        ["sales"] = () => T["Sales"],
        ["yes"] = () => T["yes"],
    };

    /// <summary>Properties with an amount in minor units.</summary>
    private static readonly string[] AmountProperties = ["price", "Pricing:BookingFeeFixed"];

    /// <summary>Properties with amounts in English, as <see cref="Money.ToRecordString"/> writes them.</summary>
    private static readonly string[] RecordedAmountProperties = ["amount", "atVenue", "guarantee", "online", "total"];

    private static readonly string[] DayProperties = ["from", "since", "to", "until"];

    /// <returns>Null if the value is shown as it is.</returns>
    public static string? Find(JsonProperty property, string currency) =>
        property.Value.ValueKind switch
        {
            JsonValueKind.String when EnumProperties.Contains(property.Name) => GetText(property.Value.GetString()!),
            JsonValueKind.String when property.NameEquals("kind") => Kinds.GetValueOrDefault(property.Value.GetString()!)?.Invoke(),
            JsonValueKind.String when RecordedAmountProperties.Contains(property.Name) => FormatAmounts(property.Value.GetString()!),
            JsonValueKind.String when DayProperties.Contains(property.Name) => FindDay(property.Value.GetString()!),
            _ when AmountProperties.Contains(property.Name) && long.TryParse(property.Value.ToString(), out var amount) => new Money(
                amount,
                currency
            ).ToString(),
            _ => null,
        };

    private static string FormatAmounts(string recorded) =>
        string.Join(" + ", recorded.Split(" + ").Select(part => Money.ParseRecord(part)?.ToString() ?? part));

    private static string? FindDay(string recorded) =>
        DateOnly.TryParseExact(recorded, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Formats.Date(day, "ddd d MMM yyyy")
            : null;

    private static string GetText(string name) => Words.GetValueOrDefault(name)?.Invoke() ?? SplitWords(name);

    /// <summary>"Box office" for "BoxOffice"; texts that are no such name stay.</summary>
    private static string SplitWords(string name) =>
        name.All(char.IsAsciiLetter)
            ? string.Concat(name.Select((c, i) => char.IsAsciiLetterUpper(c) && i > 0 ? $" {char.ToLowerInvariant(c)}" : $"{c}"))
            : name;
}
