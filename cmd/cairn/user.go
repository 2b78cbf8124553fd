package main

import (
	"context"
	"io"
	"strings"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"cairn/accounts"
	"cairn/internal/actor"
)

func userCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{Use: "user", Short: "Manage accounts"}
	cmd.AddCommand(userAddCommand(a), userListCommand(a), userPasswdCommand(a), userRoleCommand(a), userTokenCommand(a), userDisableCommand(a))
	return cmd
}

// withAccounts opens the database and the accounts for the time of a command.
func (a *app) withAccounts(ctx context.Context, do func(*accounts.Service) error) error {
	db, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer db.close()
	return do(accounts.New(db.DB, accounts.Config{Logger: a.log}))
}

// withAccount is withAccounts for one account, found by its login.
func (a *app) withAccount(ctx context.Context, login string, do func(*accounts.Service, accounts.Account) error) error {
	return a.withAccounts(ctx, func(s *accounts.Service) error {
		found, err := s.ByLogin(ctx, login)
		if err != nil {
			return err
		}
		return do(s, found)
	})
}

func userAddCommand(a *app) *cobra.Command {
	var d accounts.Draft
	var role string
	cmd := &cobra.Command{
		Use:   "add LOGIN",
		Short: "Make an account with a one-time password",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			d.Login, d.Role = args[0], actor.Role(role)
			if d.Name == "" {
				d.Name = d.Login
			}
			return a.withAccounts(cmd.Context(), func(s *accounts.Service) error {
				made, password, err := s.Create(cmd.Context(), a.change("cairn user add"), d)
				if err != nil {
					return err
				}
				return a.printPassword(cmd.OutOrStdout(), made, password)
			})
		},
	}
	cmd.Flags().StringVar(&d.Name, "name", "", "name of the person (default: the login)")
	cmd.Flags().StringVar(&role, "role", string(actor.Viewer), roleNames())
	cmd.Flags().StringVar(&d.AreaCode, "area", "", "code of the area, say 532601")
	cmd.Flags().Int16Var((*int16)(&d.Clearance), "clearance", 0, clearanceHelp)
	return cmd
}

const clearanceHelp = "reads up to this grade of secrecy: 0 public, 1 internal, 2 confidential, 3 secret, 4 top secret"

func roleNames() string {
	names := make([]string, len(actor.Roles))
	for i, r := range actor.Roles {
		names[i] = string(r)
	}
	return strings.Join(names, ", ")
}

type passwordReport struct {
	ID       uuid.UUID `json:"id"`
	Login    string    `json:"login"`
	Password string    `json:"one_time_password"`
}

func (a *app) printPassword(w io.Writer, who accounts.Account, password string) error {
	return a.print(w, passwordReport{who.ID, who.Login, password}, func(w io.Writer) {
		line(w, "%s (%s, area %s), one-time password: %s", who.Login, who.Role, who.AreaCode, password)
	})
}

func userPasswdCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "passwd LOGIN",
		Short: "Give an account a new one-time password",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withAccount(cmd.Context(), args[0], func(s *accounts.Service, who accounts.Account) error {
				password, err := s.ResetPassword(cmd.Context(), a.change("cairn user passwd"), who.ID)
				if err != nil {
					return err
				}
				return a.printPassword(cmd.OutOrStdout(), who, password)
			})
		},
	}
}

func userRoleCommand(a *app) *cobra.Command {
	var area string
	var clearance int16
	cmd := &cobra.Command{
		Use:   "role LOGIN ROLE",
		Short: "Change an account's role, its area with --area, its clearance with --clearance",
		Args:  cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			role := actor.Role(args[1])
			p := accounts.Patch{Role: &role}
			if cmd.Flags().Changed("area") {
				p.AreaCode = &area
			}
			if cmd.Flags().Changed("clearance") {
				grade := actor.Grade(clearance)
				p.Clearance = &grade
			}
			return a.updateUser(cmd, args[0], p)
		},
	}
	cmd.Flags().StringVar(&area, "area", "", "code of the area")
	cmd.Flags().Int16Var(&clearance, "clearance", 0, clearanceHelp)
	return cmd
}

func userDisableCommand(a *app) *cobra.Command {
	var enable bool
	cmd := &cobra.Command{
		Use:   "disable LOGIN",
		Short: "Disable an account, or enable it again with --undo",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			disabled := !enable
			return a.updateUser(cmd, args[0], accounts.Patch{Disabled: &disabled})
		},
	}
	cmd.Flags().BoolVar(&enable, "undo", false, "enable the account again")
	return cmd
}

func (a *app) updateUser(cmd *cobra.Command, login string, p accounts.Patch) error {
	return a.withAccount(cmd.Context(), login, func(s *accounts.Service, who accounts.Account) error {
		changed, err := s.Update(cmd.Context(), a.change("cairn "+cmd.CommandPath()), who.ID, who.Version, p)
		if err != nil {
			return err
		}
		return a.print(cmd.OutOrStdout(), userReportOf(changed), func(w io.Writer) { printUser(w, userReportOf(changed)) })
	})
}

func userTokenCommand(a *app) *cobra.Command {
	var login, name string
	cmd := &cobra.Command{
		Use:   "token",
		Short: "Print a bearer token for a program, once",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if login == "" {
				login = a.User
			}
			return a.withAccount(cmd.Context(), login, func(s *accounts.Service, who accounts.Account) error {
				_, token, err := s.IssueToken(cmd.Context(), a.change("cairn user token"), who.ID, name, nil)
				if err != nil {
					return err
				}
				return a.print(cmd.OutOrStdout(), map[string]string{"login": who.Login, "token": token}, func(w io.Writer) { line(w, "%s", token) })
			})
		},
	}
	cmd.Flags().StringVar(&login, "login", "", "account of the token (default: --user)")
	cmd.Flags().StringVar(&name, "name", "command line", "what the token is for")
	return cmd
}

type userReport struct {
	ID       uuid.UUID  `json:"id"`
	Login    string     `json:"login"`
	Name     string     `json:"name"`
	Role     actor.Role `json:"role"`
	AreaCode string     `json:"area_code"`
	Disabled bool       `json:"disabled"`
}

func userReportOf(a accounts.Account) userReport {
	return userReport{a.ID, a.Login, a.Name, a.Role, a.AreaCode, a.Disabled}
}

func printUser(w io.Writer, u userReport) {
	state := ""
	if u.Disabled {
		state = "disabled"
	}
	line(w, "%-24s %-16s %-14s %s %s", u.Login, u.Role, u.AreaCode, u.Name, state)
}

func userListCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the accounts",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withAccounts(cmd.Context(), func(s *accounts.Service) error {
				all := []userReport{}
				for after := ""; ; {
					page, err := s.List(cmd.Context(), a.author(), "", after, 500)
					if err != nil {
						return err
					}
					for _, u := range page {
						all, after = append(all, userReportOf(u)), u.Login
					}
					if len(page) < 500 {
						break
					}
				}
				return a.print(cmd.OutOrStdout(), all, func(w io.Writer) {
					for _, u := range all {
						printUser(w, u)
					}
				})
			})
		},
	}
}
