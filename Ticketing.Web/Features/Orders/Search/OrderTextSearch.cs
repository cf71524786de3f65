#pragma warning disable CA1309 // Compared by the database, in columns compared by bytes.
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
    private const int MinReferenceLength = 4;
    private const int ReferenceLength = 8;
    private const int MinNumberLength = 6;

    /// <summary>Shorter Latin words must match whole: too many words begin with them.</summary>
    private const int MinPrefixLength = 3;

    /// <returns>Ids of orders; null if the text cannot match anything.</returns>
    public IQueryable<Guid>? FindOrderIds(string typed)
    {
        var text = typed.Trim();
        var readings = text.Contains('@', StringComparison.Ordinal)
            ? [ByEmail(text)]
            : new[] { ByReference(text), ByReceipt(text), ByPhone(text), ByTypedPhone(text), ByPayment(text), ByName(text) };
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
        var letters = text.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        if (letters.Length is < MinReferenceLength or > ReferenceLength || !letters.All(char.IsAsciiLetterOrDigit))
        {
            return null;
        }

        var (from, to) = GetPrefixRange(letters.Length == MinReferenceLength ? letters : letters.Insert(MinReferenceLength, "-"));
        return Orders.Where(o => string.Compare(o.Reference, from) >= 0 && string.Compare(o.Reference, to) < 0).Select(o => o.Id);
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

        var number = PhoneNumber.Parse(text, timeZone);
        return ByPhonePrefix(number ?? "+" + string.Concat(text.Where(char.IsAsciiDigit)));
    }

    // What is no valid number was kept as the buyer typed it.
    private IQueryable<Guid>? ByTypedPhone(string text) => LooksLikePhone(text) ? ByPhonePrefix(text) : null;

    private IQueryable<Guid> ByPhonePrefix(string prefix)
    {
        var (from, to) = GetPrefixRange(prefix);
        return Orders.Where(o => string.Compare(o.BuyerPhone, from) >= 0 && string.Compare(o.BuyerPhone, to) < 0).Select(o => o.Id);
    }

    private static bool LooksLikePhone(string text) =>
        text.Count(char.IsAsciiDigit) >= MinNumberLength
        && text.All(c => char.IsAsciiDigit(c) || " +-().".Contains(c, StringComparison.Ordinal));

    private IQueryable<Guid>? ByPayment(string text) =>
        text.Length >= MinNumberLength && !text.Contains(' ', StringComparison.Ordinal)
            ? Orders.Where(o => o.PaymentReference == text && string.Compare(o.PaymentReference, "") > 0).Select(o => o.Id)
            : null;

    /// <summary>Each typed word must begin a word of the name. The longest leads because it is the most selective.</summary>
    private IQueryable<Guid>? ByName(string text)
    {
        var words = OrderNameWord.SplitWords(text).OrderByDescending(word => word.Length).ToList();
        if (words.Count == 0)
        {
            return null;
        }

        var names = db.Set<OrderNameWord>();
        var (lead, end) =
            words[0].Length >= MinPrefixLength || !Ascii.IsValid(words[0]) ? GetPrefixRange(words[0]) : (words[0], words[0] + "\u0001");
        var found = names.Where(w => string.Compare(w.Word, lead) >= 0 && string.Compare(w.Word, end) < 0);
        foreach (var word in words.Skip(1))
        {
            var (from, to) = GetPrefixRange(word);
            found = found.Where(w =>
                names.Any(o => o.OrderId == w.OrderId && string.Compare(o.Word, from) >= 0 && string.Compare(o.Word, to) < 0)
            );
        }

        return found.Select(w => w.OrderId);
    }

    /// <summary>Index range of all texts with this beginning, in byte order.</summary>
    private static (string From, string To) GetPrefixRange(string text) => (text, text + "\U0010FFFF");

    [GeneratedRegex("^[Rr]-?([0-9]{1,12})$")]
    private static partial Regex ReceiptPattern { get; }
}
