namespace Ticketing.Areas.Admin;

/// <summary>A button that is asked twice, because what it does cannot be undone.</summary>
/// <param name="Ask">What is pressed first.</param>
/// <param name="Of">Of which thing on the page, for who hears the page; empty where that is plain.</param>
/// <param name="Why">What will have happened.</param>
/// <param name="Do">What is pressed then.</param>
public sealed record Sure(string Ask, string Of, string Why, string Do);
