namespace Ticketing.Areas.Admin.Pages.Search;

public sealed record SearchHit(string Title, string Detail, string Path, string Icon);

public sealed record SearchGroup(string Name, IReadOnlyList<SearchHit> Hits)
{
    /// <summary>Leads to all of them if there are more.</summary>
    public string? MorePath { get; init; }
}

/// <param name="Text">What was searched for; empty lists pages only.</param>
public sealed record SearchResults(string Text, IReadOnlyList<SearchGroup> Groups)
{
    public int Count => Groups.Sum(group => group.Hits.Count);
}
