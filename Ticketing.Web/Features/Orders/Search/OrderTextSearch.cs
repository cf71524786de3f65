#pragma warning disable CA1307, CA1309, CA1310 // Compared by the database, in columns compared by bytes.
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Orders.Search;

/// <summary>Each possible meaning of a text is a range of one index: only beginnings of columns are matched.</summary>
internal sealed partial class OrderTextSearch(TicketingDbContext db, string timeZone)
{
    private const int ReferenceLength = 2 * OrderReference.HalfLength;
    private const int MinNumberLength = 6;
    private const int MaxPhoneLength = 15;

    /// <returns>Ids of orders; null if the text cannot match anything.</returns>
    public IQueryable<Guid>? FindOrderIds(string typed, bool includeNotes)
    {
        // Unpaired surrogates cannot be normalised. Dashes and spaces of all kinds become plain ones.
        var text = Dash.Replace(string.Concat(typed.EnumerateRunes()).Normalize(NormalizationForm.FormKC), "-").Trim();
        IReadOnlyList<IQueryable<Guid>?> readings = text.Contains('@', StringComparison.Ordinal)
            ? [ByEmail(text)]
            :
            [
                ByReference(text),
                ByReferenceEnd(text),
                ByReceipt(text),
                ByPhone(text),
                ByTypedPhone(text),
                ByPhoneEnd(text),
                ByPayment(text),
                .. new OrderNameSearch(db).FindOrderIds(text),
                .. includeNotes ? new OrderNoteSearch(db).FindOrderIds(text) : [],
            ];
        var found = readings.OfType<IQueryable<Guid>>().ToList();
        return found.Count == 0 ? null : found.Aggregate((all, next) => all.Concat(next));
    }

    private DbSet<Order> Orders => db.Set<Order>();

    private IQueryable<Guid> ByEmail(string text)
    {
        var (from, to) = GetPrefixRange(Order.ToEmailKey(EmailAddress.TryParse(text, out var address) ? address : text));
        return Orders.Where(o => string.Compare(o.BuyerEmailKey, from) >= 0 && string.Compare(o.BuyerEmailKey, to) < 0).Select(o => o.Id);
    }

    private IQueryable<Guid>? ByReference(string text)
    {
        if (GetReferenceLetters(text) is not { Length: >= OrderReference.HalfLength and <= ReferenceLength } letters)
        {
            return null;
        }

        var half = OrderReference.HalfLength;
        var (from, to) = GetPrefixRange(letters.Length == half ? letters : letters.Insert(half, "-"));
        return Orders.Where(o => string.Compare(o.Reference, from) >= 0 && string.Compare(o.Reference, to) < 0).Select(o => o.Id);
    }

    private IQueryable<Guid>? ByReferenceEnd(string text) =>
        GetReferenceLetters(text) is { Length: OrderReference.HalfLength } letters
            ? Orders.Where(o => o.ReferenceEnd == letters).Select(o => o.Id)
            : null;

    private static string? GetReferenceLetters(string text)
    {
        var letters = string.Concat(text.Where(c => c is not ('-' or ' ' or '#'))).ToUpperInvariant();
        return letters.All(char.IsAsciiLetterOrDigit) ? letters : null;
    }

    private IQueryable<Guid>? ByReceipt(string text) =>
        ReceiptPattern.Match(text) is { Success: true } match
        && long.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var number)
            ? Orders.Where(o => o.ReceiptNumber == number).Select(o => o.Id)
            : null;

    private IQueryable<Guid>? ByPhone(string text)
    {
        if (!LooksLikePhone(text))
        {
            return null;
        }

        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var international = digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..] : digits;
        return ByPhonePrefix(PhoneNumber.Parse(text, timeZone) ?? "+" + international);
    }

    // What is no valid number was kept as the buyer typed it.
    private IQueryable<Guid>? ByTypedPhone(string text) => LooksLikePhone(text) ? ByPhonePrefix(text) : null;

    private IQueryable<Guid> ByPhonePrefix(string prefix)
    {
        var (from, to) = GetPrefixRange(prefix);
        return Orders.Where(o => string.Compare(o.BuyerPhone, from) >= 0 && string.Compare(o.BuyerPhone, to) < 0).Select(o => o.Id);
    }

    // The last four digits are indexed; the others only narrow down what they find. Numbers with a country code have no leading zeros.
    private IQueryable<Guid>? ByPhoneEnd(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var national = digits.TrimStart('0');
        if (!HasOnlyPhoneCharacters(text) || digits.Length < Order.PhoneEndLength || national.Length > MaxPhoneLength)
        {
            return null;
        }

        var end = digits[^Order.PhoneEndLength..];
        return Orders.Where(o => o.PhoneEnd == end && o.BuyerPhone.Replace(" ", "").Replace("-", "").EndsWith(national)).Select(o => o.Id);
    }

    private static bool LooksLikePhone(string text) => text.Count(char.IsAsciiDigit) >= MinNumberLength && HasOnlyPhoneCharacters(text);

    private static bool HasOnlyPhoneCharacters(string text) =>
        text.All(c => char.IsAsciiDigit(c) || " +-().".Contains(c, StringComparison.Ordinal));

    private IQueryable<Guid>? ByPayment(string text) =>
        text.Length >= MinNumberLength && !text.Contains(' ', StringComparison.Ordinal)
            ? Orders.Where(o => o.PaymentReference == text && string.Compare(o.PaymentReference, "") > 0).Select(o => o.Id)
            : null;

    /// <summary>Index range of all texts with this beginning, in byte order.</summary>
    internal static (string From, string To) GetPrefixRange(string text) => (text, text + "\U0010FFFF");

    [GeneratedRegex(@"[\p{Pd}\u2212]")]
    private static partial Regex Dash { get; }

    [GeneratedRegex("^(?:[Rr][- ]*)?([0-9]{1,12})$")]
    private static partial Regex ReceiptPattern { get; }
}
