using System.Text;

namespace Ticketing.Infrastructure.Languages;

/// <summary>English made longer and accented, in brackets: shows texts that lack a translation, and layouts that break.</summary>
internal static class PseudoText
{
    private const string Plain = "ABCDEGHIJKLNORSTUWYZabcdeghijklnorstuwyz";
    private const string Accented = "ÀƁÇĎÉĜĤÎĴĶĹŃÖŔŠŤÜŴÝŽàƀçďéĝĥîĵķĺńöŕšťüŵýž";

    public static string From(string english)
    {
        var text = new StringBuilder("[");
        var isPlaceholder = false;
        foreach (var c in english)
        {
            isPlaceholder = c == '{' || (isPlaceholder && c != '}');
            var at = isPlaceholder ? -1 : Plain.IndexOf(c, StringComparison.Ordinal);
            text.Append(at < 0 ? c : Accented[at]);
        }

        return text.Append('·', english.Length / 3).Append(']').ToString();
    }
}
