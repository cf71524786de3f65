#pragma warning disable CA1309 // Compared by the database, in a column compared by bytes.
using Ticketing.Features.Orders.Notes;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Orders.Search;

/// <summary>By a whole tag, or by notes that have words beginning with each typed word.</summary>
internal sealed class OrderNoteSearch(TicketingDbContext db)
{
    private const int MinWordLength = 3;

    public IEnumerable<IQueryable<Guid>> FindOrderIds(string text)
    {
        yield return FindByTag(text);
        var words = OrderNameWord.SplitWords(text).OrderByDescending(word => word.Length).ToList();
        if (words.Count > 0 && words[0].Length >= MinWordLength)
        {
            yield return words.Skip(1).Aggregate(Beginning(words[0]), And).Select(w => w.OrderId);
        }
    }

    public IQueryable<Guid> FindByTag(string name)
    {
        var key = OrderTags.ToKey(name);
        var ids = db.Set<Tag>().Where(tag => tag.Key == key).Select(tag => tag.Id);
        return db.Set<OrderTag>().Where(t => ids.Contains(t.TagId)).Select(t => t.OrderId);
    }

    private IQueryable<OrderNoteWord> Beginning(string word)
    {
        var (from, to) = OrderTextSearch.GetPrefixRange(word);
        return db.Set<OrderNoteWord>().Where(w => string.Compare(w.Word, from) >= 0 && string.Compare(w.Word, to) < 0);
    }

    private IQueryable<OrderNoteWord> And(IQueryable<OrderNoteWord> found, string word)
    {
        var others = Beginning(word);
        return found.Where(w => others.Any(o => o.OrderId == w.OrderId));
    }
}
