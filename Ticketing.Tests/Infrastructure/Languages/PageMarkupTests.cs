using System.Text.Encodings.Web;
using Ticketing.Infrastructure.Languages;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Languages;

public sealed class PageMarkupTests
{
    [Theory]
    [InlineData("front.desk@hall.example", "<bdi>front.<wbr>desk@<wbr>hall.<wbr>example</bdi>")]
    [InlineData("a&b@hall.example", "<bdi>a&amp;b@<wbr>hall.<wbr>example</bdi>")]
    public void Addresses_may_break_after_their_signs(string email, string html)
    {
        using var writer = new StringWriter();
        PageMarkup.Address(email).WriteTo(writer, HtmlEncoder.Default);
        Assert.Equal(html, writer.ToString());
    }
}
