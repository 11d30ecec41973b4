# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains real networks in many configurations and records each: `campaign.py --help` tells how."""
