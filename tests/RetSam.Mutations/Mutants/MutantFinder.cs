using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace RetSam.Mutations;

/// <summary>
/// Every change that is tried: comparisons and their bounds, arithmetic, bits and logic, conditions negated, constants one more and one less,
/// Min for Max, statements left out, results replaced by their type's default. Exceptions' messages and attributes are let be.
/// </summary>
internal sealed class MutantFinder : CSharpSyntaxWalker
{
    private static readonly Dictionary<SyntaxKind, string[]> Operators = new()
    {
        [SyntaxKind.LessThanToken] = ["<=", ">="],
        [SyntaxKind.LessThanEqualsToken] = ["<", ">"],
        [SyntaxKind.GreaterThanToken] = [">=", "<="],
        [SyntaxKind.GreaterThanEqualsToken] = [">", "<"],
        [SyntaxKind.EqualsEqualsToken] = ["!="],
        [SyntaxKind.ExclamationEqualsToken] = ["=="],
        [SyntaxKind.PlusToken] = ["-"],
        [SyntaxKind.MinusToken] = ["+"],
        [SyntaxKind.AsteriskToken] = ["/"],
        [SyntaxKind.SlashToken] = ["*"],
        [SyntaxKind.PercentToken] = ["*"],
        [SyntaxKind.AmpersandAmpersandToken] = ["||"],
        [SyntaxKind.BarBarToken] = ["&&"],
        [SyntaxKind.AmpersandToken] = ["|"],
        [SyntaxKind.BarToken] = ["&"],
        [SyntaxKind.CaretToken] = ["&"],
        [SyntaxKind.LessThanLessThanToken] = [">>"],
        [SyntaxKind.GreaterThanGreaterThanToken] = ["<<"],
        [SyntaxKind.GreaterThanGreaterThanGreaterThanToken] = ["<<"],
        [SyntaxKind.PlusEqualsToken] = ["-="],
        [SyntaxKind.MinusEqualsToken] = ["+="],
        [SyntaxKind.AsteriskEqualsToken] = ["/="],
        [SyntaxKind.SlashEqualsToken] = ["*="],
        [SyntaxKind.AmpersandEqualsToken] = ["|="],
        [SyntaxKind.BarEqualsToken] = ["&="],
        [SyntaxKind.CaretEqualsToken] = ["&="],
        [SyntaxKind.LessThanLessThanEqualsToken] = [">>="],
        [SyntaxKind.GreaterThanGreaterThanEqualsToken] = ["<<="],
        [SyntaxKind.PlusPlusToken] = ["--"],
        [SyntaxKind.MinusMinusToken] = ["++"],
    };

    private static readonly Dictionary<string, string> Opposites = new()
    {
        ["Min"] = "Max",
        ["Max"] = "Min",
        ["MinBy"] = "MaxBy",
        ["MaxBy"] = "MinBy",
        ["Floor"] = "Ceiling",
        ["Ceiling"] = "Floor",
        ["OrderBy"] = "OrderByDescending",
        ["OrderByDescending"] = "OrderBy",
    };

    private readonly string _file;
    private readonly SourceText _text;
    private readonly List<Mutant> _mutants = [];

    private MutantFinder(string file, SourceText text)
    {
        _file = file;
        _text = text;
    }

    /// <summary>The changes of a file, in the order of its text.</summary>
    public static IReadOnlyList<Mutant> Find(string file, SyntaxTree tree)
    {
        var finder = new MutantFinder(file, tree.GetText());
        finder.Visit(tree.GetRoot());
        return [.. finder._mutants.OrderBy(m => m.Span.Start).ThenBy(m => m.Span.Length)];
    }

    public override void VisitAttributeList(AttributeListSyntax node)
    {
    }

    public override void VisitThrowExpression(ThrowExpressionSyntax node)
    {
    }

    public override void VisitThrowStatement(ThrowStatementSyntax node)
    {
    }

    public override void VisitEnumMemberDeclaration(EnumMemberDeclarationSyntax node)
    {
    }

    /// <summary>Defaults of parameters are the caller's constants: no switch can stand there.</summary>
    public override void VisitParameter(ParameterSyntax node)
    {
    }

    public override void VisitConstructorInitializer(ConstructorInitializerSyntax node)
    {
    }

    public override void VisitBinaryExpression(BinaryExpressionSyntax node)
    {
        if (node.IsKind(SyntaxKind.CoalesceExpression))
        {
            Add(node, node.Right.ToString());
        }

        Swap(node.OperatorToken);
        base.VisitBinaryExpression(node);
    }

    public override void VisitRelationalPattern(RelationalPatternSyntax node)
    {
        Swap(node.OperatorToken);
        base.VisitRelationalPattern(node);
    }

    public override void VisitAssignmentExpression(AssignmentExpressionSyntax node)
    {
        Swap(node.OperatorToken);
        base.VisitAssignmentExpression(node);
    }

    public override void VisitPostfixUnaryExpression(PostfixUnaryExpressionSyntax node)
    {
        Swap(node.OperatorToken);
        base.VisitPostfixUnaryExpression(node);
    }

    public override void VisitPrefixUnaryExpression(PrefixUnaryExpressionSyntax node)
    {
        switch (node.Kind())
        {
            case SyntaxKind.UnaryMinusExpression or SyntaxKind.LogicalNotExpression or SyntaxKind.BitwiseNotExpression:
                Add(node, $"({node.Operand})");
                break;
            case SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression:
                Swap(node.OperatorToken);
                break;
        }

        base.VisitPrefixUnaryExpression(node);
    }

    public override void VisitLiteralExpression(LiteralExpressionSyntax node)
    {
        switch (node.Token.Value)
        {
            case true:
                Add(node, "false");
                break;
            case false:
                Add(node, "true");
                break;
            case string or char or null:
                break;
            default:
                Add(node, $"({node} + 1)");
                if (node.Token.ValueText != "0")
                {
                    Add(node, $"({node} - 1)");
                }

                break;
        }
    }

    public override void VisitIfStatement(IfStatementSyntax node)
    {
        Negate(node.Condition);
        base.VisitIfStatement(node);
    }

    public override void VisitWhileStatement(WhileStatementSyntax node)
    {
        Negate(node.Condition);
        base.VisitWhileStatement(node);
    }

    public override void VisitConditionalExpression(ConditionalExpressionSyntax node)
    {
        Negate(node.Condition);
        base.VisitConditionalExpression(node);
    }

    public override void VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        if (node.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" } || node.Expression.ToString() == "Debug.Assert")
        {
            return;
        }

        if (node.Expression is MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } && Opposites.TryGetValue(name.Identifier.ValueText, out string? opposite))
        {
            Add(name, opposite);
        }

        base.VisitInvocationExpression(node);
    }

    public override void VisitExpressionStatement(ExpressionStatementSyntax node)
    {
        Add(node, ";");
        base.VisitExpressionStatement(node);
    }

    public override void VisitContinueStatement(ContinueStatementSyntax node) => Add(node, ";");

    public override void VisitBreakStatement(BreakStatementSyntax node)
    {
        if (node.Parent is not SwitchSectionSyntax)
        {
            Add(node, ";");
        }
    }

    public override void VisitReturnStatement(ReturnStatementSyntax node)
    {
        if (node.Expression is null)
        {
            Add(node, ";");
        }
        else
        {
            Default(node.Expression);
        }

        base.VisitReturnStatement(node);
    }

    public override void VisitArrowExpressionClause(ArrowExpressionClauseSyntax node)
    {
        Default(node.Expression);
        base.VisitArrowExpressionClause(node);
    }

    private void Swap(SyntaxToken token)
    {
        if (Operators.TryGetValue(token.Kind(), out string[]? others))
        {
            foreach (string other in others)
            {
                Add(token.Span, other);
            }
        }
    }

    /// <summary>A lone comparison, and a condition that is negated already, have their opposite among the changes of operators.</summary>
    private void Negate(ExpressionSyntax condition)
    {
        bool lone = condition.IsKind(SyntaxKind.LessThanExpression) || condition.IsKind(SyntaxKind.LessThanOrEqualExpression)
            || condition.IsKind(SyntaxKind.GreaterThanExpression) || condition.IsKind(SyntaxKind.GreaterThanOrEqualExpression)
            || condition.IsKind(SyntaxKind.EqualsExpression) || condition.IsKind(SyntaxKind.NotEqualsExpression)
            || condition.IsKind(SyntaxKind.LogicalNotExpression);
        if (!lone)
        {
            Add(condition, $"!({condition})");
        }
    }

    private void Default(ExpressionSyntax result)
    {
        bool already = result.ToString() is "null" or "0" or "default" or "false" or "true" or "[]";
        if (!already && result is not (RefExpressionSyntax or ThrowExpressionSyntax))
        {
            Add(result, "default");
        }
    }

    private void Add(SyntaxNode node, string replacement) => Add(node.Span, replacement);

    private void Add(TextSpan span, string replacement)
    {
        TextLine line = _text.Lines.GetLineFromPosition(span.Start);
        _mutants.Add(new Mutant(_file, line.LineNumber + 1, line.ToString().Trim(), span, _text.ToString(span), replacement));
    }
}
