using System.Net;
using System.Text.RegularExpressions;

namespace Ticketing.Bench;

internal static partial class HtmlForm
{
    /// <param name="mark">Text in the form's tag.</param>
    /// <returns>Empty if there is no such form.</returns>
    public static Dictionary<string, string> ReadHiddenFields(string html, string mark)
    {
        var start = html.IndexOf(mark, StringComparison.Ordinal);
        var form = start < 0 ? "" : html[start..(html.IndexOf("</form>", start, StringComparison.Ordinal) + 1)];
        return HiddenInput()
            .Matches(form)
            .ToDictionary(
                input => WebUtility.HtmlDecode(NameAttribute().Match(input.Value).Groups[1].Value),
                input => WebUtility.HtmlDecode(ValueAttribute().Match(input.Value).Groups[1].Value)
            );
    }

    /// <summary>A form of the site itself.</summary>
    public static HttpRequestMessage Post(Uri address, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return request;
    }

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>|<input[^>]*name=\"__[^>]*>")]
    private static partial Regex HiddenInput();

    [GeneratedRegex("name=\"([^\"]*)\"")]
    private static partial Regex NameAttribute();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex ValueAttribute();
}
