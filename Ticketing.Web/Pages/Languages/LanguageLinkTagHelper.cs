using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Pages.Languages;

/// <summary>
/// Keeps links, forms and posters of buyers' pages in the language of the page. Links with <c>hreflang</c> lead to another one.
/// </summary>
[HtmlTargetElement("a", Attributes = "href")]
[HtmlTargetElement("form")]
[HtmlTargetElement("button", Attributes = "formaction")]
[HtmlTargetElement("img", Attributes = "src", TagStructure = TagStructure.WithoutEndTag)]
public sealed class LanguageLinkTagHelper : TagHelper
{
    /// <summary>After the tag helpers that set the address.</summary>
    public override int Order => int.MaxValue;

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var attribute = output.TagName switch
        {
            "form" => "action",
            "button" => "formaction",
            "img" => "src",
            _ => "href",
        };
        if (output.Attributes.TryGetAttribute(attribute, out var address) && !output.Attributes.ContainsName("hreflang"))
        {
            output.Attributes.SetAttribute(new TagHelperAttribute(attribute, AddPrefix(address.Value), address.ValueStyle));
        }
    }

    private object AddPrefix(object value) =>
        value switch
        {
            string text => LanguagePrefix.AddTo(text, ViewContext.HttpContext),
            Microsoft.AspNetCore.Html.HtmlString html => new Microsoft.AspNetCore.Html.HtmlString(
                LanguagePrefix.AddTo(html.Value ?? "", ViewContext.HttpContext)
            ),
            _ => value,
        };
}
