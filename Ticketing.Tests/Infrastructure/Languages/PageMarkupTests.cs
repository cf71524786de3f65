using System.Text.Encodings.Web;
using Ticketing.Infrastructure.Languages;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Languages;

public sealed class PageMarkupTests
{
    [Theory]
    [InlineData("front.desk@hall.example", "<bdi translate=\"no\">front.<wbr>desk@<wbr>hall.<wbr>example</bdi>")]
    [InlineData("checkout.session_paid", "<bdi translate=\"no\">checkout.<wbr>session_<wbr>paid</bdi>")]
    [InlineData("a&b@hall.example", "<bdi translate=\"no\">a&amp;b@<wbr>hall.<wbr>example</bdi>")]
    public void Long_names_may_break_after_their_signs(string name, string html)
    {
        using var writer = new StringWriter();
        PageMarkup.Breakable(name).WriteTo(writer, HtmlEncoder.Default);
        Assert.Equal(html, writer.ToString());
    }
}
