namespace Ticketing.Infrastructure.Documents.Pdf;

/// <summary>The same info and content give the same bytes.</summary>
/// <param name="Language">BCP 47 tag, such as <c>en-GB</c>.</param>
public sealed record DocumentInfo(string Title, string Author, string Language, DateTimeOffset CreatedAt);
