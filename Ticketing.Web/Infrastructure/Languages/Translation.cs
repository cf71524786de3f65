namespace Ticketing.Infrastructure.Languages;

/// <summary>Imported everywhere, so that a text is written with T and its English wording in square brackets.</summary>
public static class Translation
{
    public static Translator T { get; } = new();
}
