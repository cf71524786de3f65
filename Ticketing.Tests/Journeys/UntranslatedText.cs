using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Journeys;

/// <summary>On a page in the pseudo-language every text is in brackets, except what the venue and the visitor wrote.</summary>
internal static class UntranslatedText
{
    private const string Find = """
        () => {
          const texts = [];
          const own = "bdi, address, [dir=auto], [lang]:not(html), .mark, script, style, code, footer > div";
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (!node.parentElement.closest(own)) {
              texts.push(node.data);
            }
          }
          for (const element of document.querySelectorAll("[aria-label], [placeholder], [alt], [title]")) {
            texts.push(...["aria-label", "placeholder", "alt", "title"].map(name => element.getAttribute(name) ?? ""));
          }
          texts.push(document.title);
          const outside = text => {
            let depth = 0;
            return [...text].filter(c => {
              depth += c === "[" ? 1 : 0;
              const kept = depth === 0;
              depth -= c === "]" ? 1 : 0;
              return kept;
            }).join("");
          };
          return texts.map(outside).map(text => text.replace(/\s+/g, " ").trim()).filter(text => /[a-z]{3}/i.test(text));
        }
        """;

    public static async Task AssertNoneAsync(Visitor visitor)
    {
        var texts = await visitor.Page.EvaluateAsync<string[]>(Find);
        Assert.DoesNotContain(texts, text => EnglishText.Kept.Aggregate(text, Remove).Any(char.IsAsciiLetterLower));
    }

    private static string Remove(string text, string kept) => text.Replace(kept, "", StringComparison.Ordinal);
}
