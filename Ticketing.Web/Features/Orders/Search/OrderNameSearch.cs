#pragma warning disable CA1307, CA1309 // Compared by the database, in columns compared by bytes.
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Orders.Search;

/// <summary>Each typed word must begin a word of the name. The longest leads because it is the most selective.</summary>
internal sealed class OrderNameSearch(TicketingDbContext db)
{
    /// <summary>Shorter Latin words must match whole: too many words begin with them.</summary>
    private const int MinPrefixLength = 3;

    /// <summary>Letters before an apostrophe. "O’Brien" is stored as "obrien", and people search for "brien".</summary>
    private static readonly string[] Elisions = ["d", "l", "m", "n", "o"];

    private DbSet<OrderNameWord> Names => db.Set<OrderNameWord>();

    /// <summary>Empty if the text has no words.</summary>
    public IEnumerable<IQueryable<Guid>> FindOrderIds(string text)
    {
        var words = OrderNameWord.SplitWords(text).OrderByDescending(word => word.Length).ToList();
        if (words.Count == 0)
        {
            return [];
        }

        var isPrefix = words[0].Length >= MinPrefixLength || !Ascii.IsValid(words[0]);
        var asTyped = words.Skip(1).Aggregate(LedBy(words[0], isPrefix), And).Select(w => w.OrderId);
        return isPrefix ? [asTyped, .. FindElided(words)] : [asTyped];
    }

    private IEnumerable<IQueryable<Guid>> FindElided(List<string> words) =>
        (words.Count > 1 ? Elisions.Append("") : Elisions).Select(letter =>
            words
                .Skip(1)
                .Aggregate(LedBy(letter + words[0], isPrefix: true), AndElided)
                .Where(w =>
                    db.Set<Order>()
                        .Any(o => o.Id == w.OrderId && (EF.Functions.Like(o.BuyerName, "%'%") || EF.Functions.Like(o.BuyerName, "%’%")))
                    || db.Set<Ticket>()
                        .Any(t => t.OrderId == w.OrderId && (EF.Functions.Like(t.Attendee, "%'%") || EF.Functions.Like(t.Attendee, "%’%")))
                )
                .Select(w => w.OrderId)
        );

    private IQueryable<OrderNameWord> LedBy(string word, bool isPrefix)
    {
        var (from, to) = isPrefix ? OrderTextSearch.GetPrefixRange(word) : (word, word + "\u0001");
        return Names.Where(w => string.Compare(w.Word, from) >= 0 && string.Compare(w.Word, to) < 0);
    }

    private IQueryable<OrderNameWord> And(IQueryable<OrderNameWord> found, string word)
    {
        var (from, to) = OrderTextSearch.GetPrefixRange(word);
        return found.Where(w =>
            Names.Any(o => o.OrderId == w.OrderId && string.Compare(o.Word, from) >= 0 && string.Compare(o.Word, to) < 0)
        );
    }

    private IQueryable<OrderNameWord> AndElided(IQueryable<OrderNameWord> found, string word)
    {
        var (from, to) = OrderTextSearch.GetPrefixRange(word);
        return found.Where(w =>
            Names.Any(o =>
                o.OrderId == w.OrderId
                && (
                    (string.Compare(o.Word, from) >= 0 && string.Compare(o.Word, to) < 0)
                    || (string.Compare(o.Word.Substring(1), from) >= 0 && string.Compare(o.Word.Substring(1), to) < 0)
                )
            )
        );
    }
}
